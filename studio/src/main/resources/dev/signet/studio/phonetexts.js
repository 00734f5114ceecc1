// What the studio says of phones, in English and Chinese.

export const PHONE = {
  en: {
    phone: {
      button: "Phone",
      title: "On a phone",
      scan: "Point the phone's camera at this code. The phone must be in the same network.",
      code: "QR code of the address below",
      secret: "The code holds the token: who scans it can see and change everything here.",
      open: "Everybody in this network can see and change everything here.",
      loopback: "Now the studio listens to this computer only. End it and begin it again like this, and a code for the phone appears here:",
      noNetwork: "This computer is in no network.",
      camera:
        "Browsers give a page the camera only on localhost or over HTTPS. On the phone, choose pictures instead: its chooser offers to take one.",
    },
  },
  zh: {
    phone: {
      button: "手机",
      title: "在手机上使用",
      scan: "用手机的相机扫描此二维码。手机须在同一网络中。",
      code: "下方地址的二维码",
      secret: "二维码含有令牌:扫描者可以查看和更改这里的一切。",
      open: "此网络中的任何人都可以查看和更改这里的一切。",
      loopback: "目前只有这台电脑能访问。请结束它并按下面的方式重新启动,这里就会显示供手机扫描的二维码:",
      noNetwork: "这台电脑没有连接网络。",
      camera: "浏览器只允许 localhost 或 HTTPS 页面使用摄像头。在手机上请改为选择图片:选择时可以当场拍摄。",
    },
  },
};
