// What the page on which models are tried says, in English and Chinese.

export const TRY = {
  en: {
    try: {
      title: "Show it something",
      lead: "The picture goes to this computer and nowhere else. Try what it never saw: another person, another wall, nothing at all.",
      hint: "Drop a picture here, paste one, or choose a source below.",
      live: "Live",
      cameraStart: "Use the camera",
      cameraStop: "Stop the camera",
      choose: "Choose a picture",
      explain: "Show where it looks (Grad-CAM)",
      models: "Who answers",
      waiting: "No picture yet",
      busy: "Looking …",
      noAnswer: "No answer",
      unknown: "I don't know",
      why: {
        unsure: (label) => `It is too unsure; closest is ${label}.`,
        novel: (label) => `It is unlike all that it learned from; closest is ${label}.`,
      },
      looked: (label) => `Where it looked for ${label}`,
      took: (millis) => `${Math.max(1, Math.round(millis))} ms`,
      notAPicture: "That is not a picture.",
    },
  },
  zh: {
    try: {
      title: "给它看点什么",
      lead: "图片只发送到这台电脑,不会发往别处。试试它从没见过的:换个人、换面墙,或者什么都没有。",
      hint: "把图片拖到这里、粘贴进来,或用下面的按钮选择来源。",
      live: "实时",
      cameraStart: "使用摄像头",
      cameraStop: "关闭摄像头",
      choose: "选择图片",
      explain: "显示它关注的位置(Grad-CAM)",
      models: "由谁回答",
      waiting: "还没有图片",
      busy: "正在判断……",
      noAnswer: "没有回答",
      unknown: "我不知道",
      why: {
        unsure: (label) => `把握不够;最接近的是“${label}”。`,
        novel: (label) => `与学过的图片都不像;最接近的是“${label}”。`,
      },
      looked: (label) => `它判断为“${label}”时关注的位置`,
      took: (millis) => `${Math.max(1, Math.round(millis))} 毫秒`,
      notAPicture: "这不是图片。",
    },
  },
};
