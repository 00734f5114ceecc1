// What the page says, in English and Chinese; the keys are those of the data-text attributes.

const TEXTS = {
  en: {
    apiLink: "API",
    otherLanguage: "中文",
    title: "Hold up your hand",
    lead: "The picture goes to the Signet that serves this page and nowhere else.",
    hint: "Drop a picture here, paste one, or choose a source below.",
    live: "Live",
    cameraStart: "Use the camera",
    cameraStop: "Stop the camera",
    choose: "Choose a picture",
    explain: "Show where the network looks (Grad-CAM)",
    answer: "Answer",
    waiting: "No picture yet",
    unknown: "I don't know",
    unknownHint: (label) => `Not sure enough; closest is ${label}.`,
    model: "The model",
    token: "This service asks for its token",
    tokenSend: "Use it",
    noCamera: "The camera cannot be used: allow it in the browser, or choose a picture.",
    notAPicture: "That is not a picture.",
    unreachable: "The service does not answer. Is it still running?",
    timing: (t, batch) => `${t.toFixed(0)} ms in the service, in a batch of ${batch}`,
    pictureOf: (name) => `The picture that was judged: ${name}`,
    overlayOf: (label) => `Where the network looked for ${label}`,
    facts: {
      architecture: "Architecture",
      classes: "Classes",
      accuracy: "Test accuracy",
      interval: (low, high, n) => `95 % interval ${low} to ${high}, ${n} pictures`,
      trainedOn: "Trained on",
      pictures: (n) => `${n} pictures`,
      recipe: "Recipe",
      epochs: (n) => `${n} epochs`,
      audit: "Data audit",
      threshold: "Says “I don't know”",
      below: (p) => `below ${p}`,
      never: "never: the model has no threshold",
      input: "Input",
      version: "Version",
    },
  },
  zh: {
    apiLink: "API",
    otherLanguage: "English",
    title: "举起你的手",
    lead: "图片只会发送给提供本页面的 Signet,不会发往别处。",
    hint: "把图片拖到这里、粘贴进来,或用下面的按钮选择来源。",
    live: "实时",
    cameraStart: "使用摄像头",
    cameraStop: "关闭摄像头",
    choose: "选择图片",
    explain: "显示网络关注的位置(Grad-CAM)",
    answer: "回答",
    waiting: "还没有图片",
    unknown: "我不知道",
    unknownHint: (label) => `把握不够;最接近的是 ${label}。`,
    model: "模型",
    token: "此服务需要令牌(token)",
    tokenSend: "使用",
    noCamera: "无法使用摄像头:请在浏览器中允许访问,或选择一张图片。",
    notAPicture: "这不是图片。",
    unreachable: "服务没有响应。它还在运行吗?",
    timing: (t, batch) => `服务内用时 ${t.toFixed(0)} 毫秒,同批 ${batch} 张图片`,
    pictureOf: (name) => `被判断的图片:${name}`,
    overlayOf: (label) => `网络判断为 ${label} 时关注的位置`,
    facts: {
      architecture: "网络结构",
      classes: "类别",
      accuracy: "测试准确率",
      interval: (low, high, n) => `95 % 区间 ${low} 至 ${high},${n} 张图片`,
      trainedOn: "训练数据",
      pictures: (n) => `${n} 张图片`,
      recipe: "方案",
      epochs: (n) => `${n} 个 epoch`,
      audit: "数据审查",
      threshold: "何时回答“我不知道”",
      below: (p) => `概率低于 ${p} 时`,
      never: "从不:模型没有阈值",
      input: "输入",
      version: "版本",
    },
  },
};

const KEY = "signet-language";

function initial() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEY);
  const wanted = asked ?? navigator.language;
  return wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
}

let language = initial();

/** The texts of the language that is shown. */
export const texts = () => TEXTS[language];

/** Writes the texts into every element that names one. */
export function translate() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = texts()[element.dataset.text];
  }
}

/** Changes to the other language and remembers it. */
export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem(KEY, language);
  translate();
}
