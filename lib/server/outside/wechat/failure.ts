/** WeChat said no: `errcode` of its documentation. */
export class WechatRefusal extends Error {
  constructor(readonly errcode: number) {
    super(`WeChat: errcode ${errcode}`)
  }
}

/** No answer, or none that can be read: whether WeChat has done what was asked is not known. */
export class NoWechatAnswer extends Error {
  constructor(why: string) {
    super(`WeChat: ${why}`)
  }
}
