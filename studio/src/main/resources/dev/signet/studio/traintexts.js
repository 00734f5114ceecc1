// What the page about training says, in English and Chinese.

import { percent } from "./format.js";

/** An accuracy in words: of ten where that is exact enough, else of a hundred. */
function share(accuracy) {
  const tenth = Math.round(accuracy * 10);
  return Math.abs(accuracy * 10 - tenth) < 0.21 && tenth > 0 && tenth < 10
    ? [tenth, 10]
    : [Math.round(accuracy * 100), 100];
}

const many = (n, one, more) => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;
const whole = (value) => percent(value, 0);

export const TRAIN = {
  en: {
    train: {
      title: "How long may it learn?",
      lead: (classes, pictures, fewest) =>
        `${classes} classes, ${many(pictures, "picture", "pictures")}. ` +
        (fewest < 20
          ? `The smallest class has ${fewest}: twenty or more of each are better.`
          : "Four fifths of each are learned from, the rest tells how good it is."),
      fewBegin:
        " As these are few, it begins with a small network that has learned from drawn hands; “More” changes that.",
      tooFew: "It needs two classes with pictures. Collect some first.",
      time: "Time",
      one: "1 minute",
      oneLead: "to see whether it works",
      five: "5 minutes",
      fiveLead: "for most",
      thirty: "30 minutes",
      thirtyLead: "for many pictures, and the last per cent",
      more: "More",
      otherTime: "Another time, minutes",
      instead: "Passes in place of a time",
      network: "Network",
      fitting: "As suits the pictures",
      hands: "Small, has learned from drawn hands: for few pictures",
      tiny: "Tiny: small and quick",
      resnet18: "ResNet-18: right for most",
      resnet34: "ResNet-34: the article's",
      resnet50: "ResNet-50: large and slow",
      size: "Pixels a side that it sees",
      aside: "Set aside to judge by",
      seed: "Seed of all chance",
      begin: "Train",
      queue: "Train after this one",
      pause: "Pause",
      resume: "Go on",
      stop: "Stop",
      curves: "All curves",
      take: "Take away",
      cancel: "Take out of the queue",
      all: "Trainings",
      minutes: (n) => many(n, "minute", "minutes"),
      left: "Time left",
      speed: "Pictures a second",
      right: "Right, of the pictures set aside",
      passes: "Passes",
      pass: "Pass",
      course: (epoch, epochs) => `Pass ${epoch} of ${epochs} through all pictures`,
      accuracy: "How many it gets right",
      ofLearned: "of those it learns from",
      ofNew: "of those set aside",
      mistakes: "What it gets wrong now",
      mistakesLead: (epoch) => `After pass ${epoch}, the surest first: true → said`,
      noMistakes: "Nothing of what was set aside.",
      states: {
        waiting: "Waiting",
        preparing: "Preparing",
        training: "Training",
        concluding: "Judging",
        pausing: "Saving",
        paused: "Paused",
        stopped: "Stopped",
        finished: "Finished",
        failed: "Failed",
      },
      sentences: {
        preparing: "The pictures are read and looked at, and a step is timed.",
        training: "It goes on when this page, or the studio, is closed.",
        concluding: "The finished model is judged, and its report written.",
        pausing: "What was learned is saved.",
        paused: "All that was learned is saved. It goes on where it was.",
        stopped: "What was learned until then is saved, and can go on.",
        waiting: "It begins when the one before it has ended.",
      },
      failed: (reason) => `It has failed: ${reason}`,
      worth: ({ accuracy, low, high, count: n }) => {
        const sure = `95 % sure to be between ${whole(low)} and ${whole(high)}.`;
        if (accuracy === 1) return `Right for all ${n} pictures set aside; for new ones ${sure}`;
        const [right, of] = share(accuracy);
        return `Right for about ${right} of ${of} new pictures: ${whole(accuracy)} of the ${n} set aside; ${sure}`;
      },
    },
  },
  zh: {
    train: {
      title: "可以学习多久?",
      lead: (classes, pictures, fewest) =>
        `${classes} 个类别,${pictures.toLocaleString("en")} 张图片。` +
        (fewest < 20
          ? `最少的类别有 ${fewest} 张:每类二十张或更多会更好。`
          : "每类的五分之四用于学习,其余用于评估好坏。"),
      fewBegin: "图片较少,因此从一个已学过手绘的手的小网络开始;可在“更多”中更改。",
      tooFew: "需要两个有图片的类别。请先收集图片。",
      time: "时间",
      one: "1 分钟",
      oneLead: "先看看行不行",
      five: "5 分钟",
      fiveLead: "适合大多数情况",
      thirty: "30 分钟",
      thirtyLead: "图片很多,或要争取最后的百分点",
      more: "更多",
      otherTime: "其他时间(分钟)",
      instead: "以轮数代替时间",
      network: "网络",
      fitting: "按图片数量选择",
      hands: "小型,已学过手绘的手:适合图片很少时",
      tiny: "Tiny:小而快",
      resnet18: "ResNet-18:适合大多数情况",
      resnet34: "ResNet-34:文章所用",
      resnet50: "ResNet-50:大而慢",
      size: "所见图片的边长(像素)",
      aside: "留作评估的比例",
      seed: "随机种子",
      begin: "训练",
      queue: "排队训练",
      pause: "暂停",
      resume: "继续",
      stop: "停止",
      curves: "所有曲线",
      take: "带走",
      cancel: "取消排队",
      all: "训练记录",
      minutes: (n) => `${n} 分钟`,
      left: "剩余时间",
      speed: "每秒图片数",
      right: "预留图片的正确率",
      passes: "轮数",
      pass: "轮",
      course: (epoch, epochs) => `第 ${epoch}/${epochs} 轮`,
      accuracy: "正确的比例",
      ofLearned: "学习用的图片",
      ofNew: "预留的图片",
      mistakes: "目前判错的",
      mistakesLead: (epoch) => `第 ${epoch} 轮之后,最有把握的在前:真实 → 判断`,
      noMistakes: "预留的图片全部判对。",
      states: {
        waiting: "排队中",
        preparing: "准备中",
        training: "训练中",
        concluding: "评估中",
        pausing: "保存中",
        paused: "已暂停",
        stopped: "已停止",
        finished: "已完成",
        failed: "失败",
      },
      sentences: {
        preparing: "正在读取和检查图片,并测量每步用时。",
        training: "关闭本页或工作室后训练仍会继续。",
        concluding: "正在评估模型并撰写报告。",
        pausing: "正在保存学到的内容。",
        paused: "学到的内容都已保存,可从原处继续。",
        stopped: "此前学到的内容已保存,可以继续。",
        waiting: "前一个结束后开始。",
      },
      failed: (reason) => `训练失败:${reason}`,
      worth: ({ accuracy, low, high, count: n }) => {
        const sure = `有 95 % 的把握在 ${whole(low)} 到 ${whole(high)} 之间。`;
        if (accuracy === 1) return `预留的 ${n} 张全部正确;对新图片的正确率${sure}`;
        const [right, of] = share(accuracy);
        return `对新图片大约每 ${of} 张判对 ${right} 张:预留的 ${n} 张中 ${whole(accuracy)} 正确;${sure}`;
      },
    },
  },
};
