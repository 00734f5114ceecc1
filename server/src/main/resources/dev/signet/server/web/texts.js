// What the page says, in English and Chinese; the keys are those of the data-text attributes.

import { inLanguages } from "./language.js";

const MOST = 4; // classes that a title names

/** "a, b or c", and how many more there are. */
function anyOf(classes, comma, or, others) {
  const named = classes.length > MOST ? classes.slice(0, MOST - 1) : classes;
  const rest = classes.length - named.length;
  const all = rest ? [...named, others(rest)] : named;
  return [all.slice(0, -1).join(comma), ...all.slice(-1)].filter(Boolean).join(or);
}

/** Whether people can show what a model tells apart, hand signs for digits, without a picture. */
function isOfHands({ classes, manifest }) {
  const { training_data: trainingData } = manifest.provenance;
  if (!classes.every((label) => /^\d$/.test(label))) return false;
  return /sign.?language|\bhands?\b/i.test(trainingData) || (classes.length === 6 && /signs|synthetic/i.test(trainingData));
}

const TEXTS = {
  en: {
    apiLink: "API",
    otherLanguage: "中文",
    title: (card) => {
      if (!card) return "Show it a picture";
      if (isOfHands(card)) return "Hold up your hand";
      return `Show it a picture: ${anyOf(card.classes, ", ", " or ", (n) => `${n} others`)}`;
    },
    lead: "The picture goes to the Signet that serves this page and nowhere else.",
    hint: "Drop a picture here, paste one, or choose a source below.",
    live: "Live",
    cameraStart: "Use the camera",
    cameraStop: "Stop the camera",
    choose: "Choose a picture",
    explain: "Show where the network looks (Grad-CAM)",
    answer: "Answer",
    waiting: "No picture yet",
    busy: "Looking …",
    noAnswer: "No answer",
    notShown: "The browser cannot show this picture.",
    replaced: ({ before, after }) => `${after} has taken the place of ${before} and answers now.`,
    unknown: "I don't know",
    unknownHint: (label) => `Too unsure, or unlike what it learned from; closest is ${label}.`,
    model: "The model",
    token: "This service asks for its token",
    tokenSend: "Use it",
    tokenWrong: "That is not its token.",
    noCamera: (reason) =>
      ({
        Insecure:
          "Browsers lend the camera only to pages behind HTTPS: open this page by https://, or choose a picture.",
        NotFoundError: "There is no camera here; choose a picture.",
        NotReadableError: "The camera is in use by another program; close that, or choose a picture.",
      })[reason] ?? "The camera cannot be used: allow it in the browser, or choose a picture.",
    notAPicture: "That is not a picture.",
    unreachable: "The service does not answer. Is it still running?",
    timing: (t, batch) => `${t.toFixed(0)} ms in the service, in a batch of ${batch}`,
    pictureOf: (name) => `The picture that was judged: ${name}`,
    overlayOf: (label) => `Where the network looked for ${label}`,
    facts: {
      architecture: "Architecture",
      classes: "Classes",
      accuracy: "Held-out accuracy",
      withoutLeaked: "Without leaked pictures",
      judgedBy: "Judged by",
      interval: (low, high, n) => `95 % interval ${low} to ${high}, ${n} pictures`,
      trainedOn: "Trained on",
      pictures: (n) => `${n} pictures`,
      recipe: "Recipe",
      epochs: (n) => `${n} epochs`,
      audit: "Data audit",
      threshold: "Says “I don't know”",
      below: (p) => `below ${p}`,
      novel: (p) => `below ${p}, and for pictures unlike its training pictures`,
      never: "never: the model has no threshold",
      input: "Input",
      version: "Version",
    },
  },
  zh: {
    apiLink: "API",
    otherLanguage: "English",
    title: (card) => {
      if (!card) return "给它看一张图片";
      if (isOfHands(card)) return "举起你的手";
      return `给它看一张图片:${anyOf(card.classes, "、", "或", (n) => `其他 ${n} 类`)}`;
    },
    lead: "图片只会发送给提供本页面的 Signet,不会发往别处。",
    hint: "把图片拖到这里、粘贴进来,或用下面的按钮选择来源。",
    live: "实时",
    cameraStart: "使用摄像头",
    cameraStop: "关闭摄像头",
    choose: "选择图片",
    explain: "显示网络关注的位置(Grad-CAM)",
    answer: "回答",
    waiting: "还没有图片",
    busy: "正在判断……",
    noAnswer: "没有回答",
    notShown: "浏览器无法显示这张图片。",
    replaced: ({ before, after }) => `${after} 已取代 ${before},现在由它回答。`,
    unknown: "我不知道",
    unknownHint: (label) => `把握不够,或与训练图片差别太大;最接近的是 ${label}。`,
    model: "模型",
    token: "此服务需要令牌(token)",
    tokenSend: "使用",
    tokenWrong: "令牌不正确。",
    noCamera: (reason) =>
      ({
        Insecure: "浏览器只允许 HTTPS 页面使用摄像头:请用 https:// 打开本页,或选择一张图片。",
        NotFoundError: "这里没有摄像头,请选择一张图片。",
        NotReadableError: "摄像头正被其他程序使用:请关闭该程序,或选择一张图片。",
      })[reason] ?? "无法使用摄像头:请在浏览器中允许访问,或选择一张图片。",
    notAPicture: "这不是图片。",
    unreachable: "服务没有响应。它还在运行吗?",
    timing: (t, batch) => `服务内用时 ${t.toFixed(0)} 毫秒,同批 ${batch} 张图片`,
    pictureOf: (name) => `被判断的图片:${name}`,
    overlayOf: (label) => `网络判断为 ${label} 时关注的位置`,
    facts: {
      architecture: "网络结构",
      classes: "类别",
      accuracy: "留出集准确率",
      withoutLeaked: "去掉泄露的图片后",
      judgedBy: "评判数据",
      interval: (low, high, n) => `95 % 区间 ${low} 至 ${high},${n} 张图片`,
      trainedOn: "训练数据",
      pictures: (n) => `${n} 张图片`,
      recipe: "方案",
      epochs: (n) => `${n} 个 epoch`,
      audit: "数据审查",
      threshold: "何时回答“我不知道”",
      below: (p) => `概率低于 ${p} 时`,
      novel: (p) => `概率低于 ${p},或图片与训练图片差别太大时`,
      never: "从不:模型没有阈值",
      input: "输入",
      version: "版本",
    },
  },
};

export const { texts, translate, switchLanguage } = inLanguages(TEXTS);
