// What the page that judges models says, in English and Chinese.

import { percent } from "./format.js";

const whole = (value) => percent(value, 0);
const many = (n, one, more) => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;
const FEW = 30; // answers that tell little
const OFF = 0.07; // more than this is no rounding

export const JUDGE = {
  en: {
    judge: {
      none: "Nothing was judged yet",
      noneLead: "A training that has ended is judged by the pictures that were set aside for that.",
      title: "How good is it?",
      run: "Training",
      interval: (low, high) => `Between ${low} and ${high}`,
      leaked: (n) =>
        `${many(n, "picture", "pictures")} among them it had learned from, or nearly: look at Check, and train again.`,
      unknown: (n, all, right) =>
        `It says “I don't know” to ${n} of the ${all}` +
        (right === undefined || right === null ? "." : `, and of its other answers ${whole(right)} are right.`),
      mixed: "What it mixes up",
      mixedLead: "What it got wrong, beside what it took it for. More pictures of these, and more unlike each other, help most.",
      noneMixed: "It got every picture right that was set aside. More of them, of other people and places, would tell more.",
      taken: (n, of, label, predicted) => `${n} of ${of} pictures of ${label} were taken for ${predicted}`,
      wrongOnes: (label, predicted) => `${label}, taken for ${predicted}`,
      examplesOf: (predicted) => `This is ${predicted}`,
      rest: (n) => `${many(n, "more is", "more are")} not shown.`,
      pictureOf: (label, name) => `${label}: ${name}`,
      numbers: "All of it as numbers",
      classes: "Class by class, the weakest first",
      ofThem: (correct, n) => `${correct} of ${n}`,
      sure: "Can its confidence be believed?",
      calibration: (over, n) =>
        (over > OFF
          ? "It is surer than it should be: take its percentages for too high."
          : over < -OFF
            ? "It is right more often than it says."
            : "Yes: it is right about as often as it says.") +
        (n < FEW ? ` But ${n} pictures tell little about this.` : ""),
      saying: ({ says, right, count: n }) =>
        `When it says ${whole(says)}, it is right for ${whole(right)} (${many(n, "answer", "answers")})`,
      compare: "Is it better than another?",
      other: "Compared with",
      nobody: "choose a training",
      compared: (a, b, { count: n, first, second, differ, only_first: mine, only_second: theirs }) => {
        if (n === 0) return "No picture judged both: what one was judged by, the other may have learned from. Train both anew to compare them.";
        const scores = `Of the ${many(n, "picture", "pictures")} that neither had learned from, ${a} gets ${whole(first)} right and ${b} ${whole(second)}; ${mine} only the one and ${theirs} only the other. `;
        if (!differ) return `${scores}That may well be luck: these pictures do not tell which is better.`;
        return `${scores}${mine > theirs ? a : b} is better: so large a difference is hardly luck.`;
      },
      onlyRight: (a, b) => `Only ${a} is right; what ${b} says`,
    },
  },
  zh: {
    judge: {
      none: "还没有评估",
      noneLead: "训练结束后,用为此预留的图片来评估。",
      title: "它有多好?",
      run: "训练",
      interval: (low, high) => `在 ${low} 到 ${high} 之间`,
      leaked: (n) => `其中 ${n} 张是它学过的或几乎学过的:请到“检查”处理后重新训练。`,
      unknown: (n, all, right) =>
        `${all} 张中有 ${n} 张它回答“我不知道”` +
        (right === undefined || right === null ? "。" : `,其余回答中 ${whole(right)} 正确。`),
      mixed: "它混淆了什么",
      mixedLead: "这些是它判错的,旁边是它误认成的类别。为这些类别多拍一些彼此不同的图片最有帮助。",
      noneMixed: "预留的图片它全部判对。换人、换地方多拍一些才能看出更多。",
      taken: (n, of, label, predicted) => `“${label}”的 ${of} 张图片中有 ${n} 张被误认为“${predicted}”`,
      wrongOnes: (label, predicted) => `“${label}”,被误认为“${predicted}”`,
      examplesOf: (predicted) => `这才是“${predicted}”`,
      rest: (n) => `另有 ${n} 张未显示。`,
      pictureOf: (label, name) => `${label}:${name}`,
      numbers: "全部数字",
      classes: "各类别,最弱的在前",
      ofThem: (correct, n) => `${correct}/${n}`,
      sure: "它的把握可信吗?",
      calibration: (over, n) =>
        (over > OFF
          ? "它过于自信:请把它的百分比看低一些。"
          : over < -OFF
            ? "它比自己所说的更准确。"
            : "可信:它的正确率与它所说的大致相同。") + (n < FEW ? `不过 ${n} 张图片还说明不了多少。` : ""),
      saying: ({ says, right, count: n }) => `它说 ${whole(says)} 时,${whole(right)} 是对的(${n} 次回答)`,
      compare: "它比另一个更好吗?",
      other: "与之比较",
      nobody: "选择一次训练",
      compared: (a, b, { count: n, first, second, differ, only_first: mine, only_second: theirs }) => {
        if (n === 0) return "没有同时评估两者的图片:评估其中一个的图片,另一个可能学过。请重新训练两者再比较。";
        const scores = `在两者都没有学过的 ${n} 张图片中,${a} 判对 ${whole(first)},${b} 判对 ${whole(second)};只有前者判对的 ${mine} 张,只有后者判对的 ${theirs} 张。`;
        if (!differ) return `${scores}这很可能只是运气:这些图片看不出哪个更好。`;
        return `${scores}${mine > theirs ? a : b} 更好:这么大的差别不太可能是运气。`;
      },
      onlyRight: (a, b) => `只有 ${a} 判对;${b} 的回答如下`,
    },
  },
};
