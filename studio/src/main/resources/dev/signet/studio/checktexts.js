// What the page that checks pictures says, in English and Chinese.

import { percent } from "./format.js";

const count = (n) => n.toLocaleString("en");
const many = (n, one, more) => `${count(n)} ${n === 1 ? one : more}`;
const whole = (value) => percent(value, 0);
const of = (label, project) => project.classes.find((each) => each.label === label)?.pictures ?? 0;
const checked = ({ length }) => (length > 1 ? " The checked ones go into the bin." : "");
const checkedZh = ({ length }) => (length > 1 ? "勾选的会放入回收站。" : "");
const classesOf = (pictures) => [...new Set(pictures.map(({ label }) => label))];

export const CHECK = {
  en: {
    check: {
      title: "What may be wrong",
      empty: "There are no pictures yet. Collect some first.",
      looking: (done, all) => `Looking at the pictures: ${count(done)} of ${count(all)}`,
      lead: (all, n) =>
        n === 0
          ? `${many(all, "picture was", "pictures were")} looked at, and nothing needs doing.`
          : `${many(all, "picture was", "pictures were")} looked at. You decide about each of these; whatever is thrown away lies in the bin.`,
      beyond: (all, n) =>
        `Of so many pictures ${count(all)} are looked at, of each class the first ones; of the other ${count(n)} nothing is said here. signet data audit looks at all of them.`,
      looked: (all) => `${many(all, "picture was", "pictures were")} looked at.`,
      nothing: (why) => `Nothing can be said of these pictures: ${why}`,
      recall: (n) => `Propose again what was refused (${count(n)})`,
      others: (n) => `And ${count(n)} more, which come when these are done.`,
      more: (n) => `and ${count(n)} more`,
      collect: "Take more pictures",
      refuse: "Leave it as it is",
      asideTitle: "How it will be judged",
      asides: {
        sittings: ({ count: n, pictures, of: all }) =>
          `Who was photographed in one sitting stays together: of ${count(n)} sittings some, ${count(pictures)} of ${count(all)} pictures, are set aside, because pictures of the same people a moment later would flatter the score.`,
        bursts: ({ count: n, pictures, of: all }) =>
          `Pictures taken in one go stay together: of ${count(n)} bursts some, ${count(pictures)} of ${count(all)} pictures, are set aside, because the next picture of a burst is nearly the one it learned from. Pictures of another day or of somebody else would judge it better still.`,
        cut: ({ cut, pictures, of: all }) =>
          `The last pictures of ${cut.join(", ")} are set aside (${count(pictures)} of ${count(all)} in all), because all were taken in one go: they are nearly those it learns from, so its score will flatter. A second burst mends that.`,
        nothing: ({ pictures, of: all }) =>
          `The names do not tell which pictures were taken together, so ${count(pictures)} of ${count(all)} are set aside one by one; if some are of one burst, the score will flatter.`,
      },
      titles: {
        unreadable: ({ pictures }) => `${pictures[0].name} cannot be read`,
        conflict: ({ pictures }) => `The same picture lies in ${classesOf(pictures).join(" and in ")}`,
        doubt: ({ label, choices }) => `Is this ${label}, or ${choices[0].to}?`,
        background: () => "The background tells the class",
        light: () => "Colours or light tell the class",
        rare: ({ label }) => `${label} has few pictures`,
        "one-burst": ({ label }) => `All pictures of ${label} are of one burst`,
        duplicate: ({ label, pictures }) => `${label}: the same picture ${pictures.length} times`,
        burst: ({ label, pictures }) => `${label}: ${count(pictures.length)} pictures that hardly differ`,
        dark: ({ label, pictures }) => `${label}: ${many(pictures.length, "picture is", "pictures are")} nearly black`,
        bright: ({ label, pictures }) => `${label}: ${many(pictures.length, "picture is", "pictures are")} nearly white`,
        blurred: ({ label, pictures }) => `${label}: ${many(pictures.length, "picture is", "pictures are")} blurred`,
      },
      leads: {
        unreadable: ({ reason }, project) => reason.en.replace(`${project.folder}/`, ""),
        conflict: () => "One of them teaches something wrong. What is it?",
        doubt: ({ label, value, choices }) =>
          `The network had not learned from this picture. It lies in ${label}, and the network is ${whole(value)} sure of ${choices[0].to}.`,
        background: ({ value }) =>
          `The corners alone, where the thing itself is not, tell the class of ${whole(value)} of the pictures set aside. It would learn the wall and not the hand: hold your hand in front of another wall, and show every class before each of them.`,
        light: ({ value }) =>
          `Mean colours alone tell much of the class (${whole(value)}). Take pictures of every class in the same light, and in several lights.`,
        rare: ({ label, value }, project) =>
          `It has ${count(of(label, project))}; the largest class has ${count(value)}. Twenty or more of each are better, and about as many as of the others.`,
        "one-burst": () =>
          "It is judged by pictures that are nearly those it learned from. Take some more at another time, at another place, or of somebody else.",
        duplicate: () => "Copies teach nothing new. The checked ones go into the bin.",
        burst: () => "One of five is enough. The checked ones go into the bin.",
        dark: ({ pictures }) => `There is nothing to learn from what cannot be seen.${checked(pictures)}`,
        bright: ({ pictures }) => `There is nothing to learn from what cannot be seen.${checked(pictures)}`,
        blurred: ({ pictures }) =>
          `Keep what is blurred if what you will show it is blurred as well.${checked(pictures)}`,
      },
      choices: {
        unreadable: () => "Throw it away",
        conflict: ({ to }) => `It is ${to}`,
        doubt: ({ deed, to }) => (deed === "move" ? `It is ${to}` : "Neither: throw it away"),
        duplicate: (_, n) => `Throw ${count(n)} away`,
        burst: (_, n) => `Throw ${count(n)} away`,
        dark: (_, n) => `Throw ${count(n)} away`,
        bright: (_, n) => `Throw ${count(n)} away`,
        blurred: (_, n) => `Throw ${count(n)} away`,
      },
      refusals: {
        doubt: ({ label }) => `It is ${label}`,
        duplicate: () => "Keep all",
        burst: () => "Keep all",
        dark: () => "Keep all",
        bright: () => "Keep all",
        blurred: () => "Keep all",
      },
    },
  },
  zh: {
    check: {
      title: "可能有问题的图片",
      empty: "还没有图片,请先收集一些。",
      looking: (done, all) => `正在查看图片:${count(done)}/${count(all)}`,
      lead: (all, n) =>
        n === 0
          ? `已查看 ${count(all)} 张图片,没有需要处理的。`
          : `已查看 ${count(all)} 张图片。以下各项由您决定;丢弃的图片都在回收站里。`,
      beyond: (all, n) =>
        `图片太多,只查看其中 ${count(all)} 张(每类靠前的);这里对其余 ${count(n)} 张不作说明。命令 signet data audit 会查看全部图片。`,
      looked: (all) => `已查看 ${count(all)} 张图片。`,
      nothing: (why) => `无法对这些图片作出判断:${why}`,
      recall: (n) => `重新显示已拒绝的建议(${count(n)})`,
      others: (n) => `另有 ${count(n)} 项,处理完这些后显示。`,
      more: (n) => `另有 ${count(n)} 张`,
      collect: "再拍一些图片",
      refuse: "保持原样",
      asideTitle: "将如何评估",
      asides: {
        sittings: ({ count: n, pictures, of: all }) =>
          `同一次拍摄的人放在一起:${count(n)} 次拍摄中预留若干次,共 ${count(all)} 张里的 ${count(pictures)} 张,因为同一个人片刻之后的图片会让成绩虚高。`,
        bursts: ({ count: n, pictures, of: all }) =>
          `连拍的图片放在一起:${count(n)} 组连拍中预留若干组,共 ${count(all)} 张里的 ${count(pictures)} 张,因为连拍的下一张几乎就是它学过的那张。换一天或换一个人拍的图片更能说明问题。`,
        cut: ({ cut, pictures, of: all }) =>
          `预留“${cut.join("”“")}”的最后一些图片(共 ${count(all)} 张里的 ${count(pictures)} 张),因为它们全是一次连拍的,与学习的图片几乎相同,成绩会虚高。再连拍一次即可改善。`,
        nothing: ({ pictures, of: all }) =>
          `文件名看不出哪些图片是一起拍的,所以逐张预留,共 ${count(all)} 张里的 ${count(pictures)} 张;若其中有连拍,成绩会虚高。`,
      },
      titles: {
        unreadable: ({ pictures }) => `无法读取 ${pictures[0].name}`,
        conflict: ({ pictures }) => `同一张图片同时在“${classesOf(pictures).join("”和“")}”中`,
        doubt: ({ label, choices }) => `这是“${label}”还是“${choices[0].to}”?`,
        background: () => "背景泄露了类别",
        light: () => "颜色或光线泄露了类别",
        rare: ({ label }) => `“${label}”的图片太少`,
        "one-burst": ({ label }) => `“${label}”的图片全是一次连拍`,
        duplicate: ({ label, pictures }) => `“${label}”:同一张图片出现 ${pictures.length} 次`,
        burst: ({ label, pictures }) => `“${label}”:${count(pictures.length)} 张图片几乎相同`,
        dark: ({ label, pictures }) => `“${label}”:${count(pictures.length)} 张图片几乎全黑`,
        bright: ({ label, pictures }) => `“${label}”:${count(pictures.length)} 张图片几乎全白`,
        blurred: ({ label, pictures }) => `“${label}”:${count(pictures.length)} 张图片模糊`,
      },
      leads: {
        unreadable: ({ reason }, project) => reason.zh.replace(`${project.folder}/`, ""),
        conflict: () => "其中之一会教错。它到底是什么?",
        doubt: ({ label, value, choices }) =>
          `网络没有学过这张图片。它放在“${label}”里,而网络有 ${whole(value)} 的把握认为是“${choices[0].to}”。`,
        background: ({ value }) =>
          `仅凭没有物体的四个角,就能猜对 ${whole(value)} 的预留图片。这样学到的是墙而不是手:请把手放在另一面墙前,并让每个类别都在每面墙前出现。`,
        light: ({ value }) =>
          `仅凭平均颜色就能看出很多类别信息(${whole(value)})。请让每个类别都在相同的、并且多种光线下拍摄。`,
        rare: ({ label, value }, project) =>
          `只有 ${count(of(label, project))} 张,最多的类别有 ${count(value)} 张。每类最好二十张以上,并与其他类别相近。`,
        "one-burst": () => "评估用的图片与学习的几乎相同。请换个时间、换个地方或换个人再拍一些。",
        duplicate: () => "重复的图片教不了新东西。勾选的会放入回收站。",
        burst: () => "五张留一张就够了。勾选的会放入回收站。",
        dark: ({ pictures }) => `看不见的东西无法学习。${checkedZh(pictures)}`,
        bright: ({ pictures }) => `看不见的东西无法学习。${checkedZh(pictures)}`,
        blurred: ({ pictures }) => `如果以后给它看的也是模糊的,请保留。${checkedZh(pictures)}`,
      },
      choices: {
        unreadable: () => "丢弃",
        conflict: ({ to }) => `是“${to}”`,
        doubt: ({ deed, to }) => (deed === "move" ? `是“${to}”` : "都不是:丢弃"),
        duplicate: (_, n) => `丢弃 ${count(n)} 张`,
        burst: (_, n) => `丢弃 ${count(n)} 张`,
        dark: (_, n) => `丢弃 ${count(n)} 张`,
        bright: (_, n) => `丢弃 ${count(n)} 张`,
        blurred: (_, n) => `丢弃 ${count(n)} 张`,
      },
      refusals: {
        doubt: ({ label }) => `是“${label}”`,
        duplicate: () => "全部保留",
        burst: () => "全部保留",
        dark: () => "全部保留",
        bright: () => "全部保留",
        blurred: () => "全部保留",
      },
    },
  },
};
