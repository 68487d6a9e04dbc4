/**
 * 用户隐私保护指引: whether WeChat has on record that this person agreed to it, and what was answered on our page. Personal data are
 * asked for only after that.
 */
export type PrivacyAnswer = 'agreed' | 'declined'

let answered: PrivacyAnswer | null = null

/**
 * @returns the name of the guideline that is still to be agreed to; null: nothing is, or this WeChat knows no such thing (below
 * base library 2.32.3). Where WeChat does not answer, it counts as still to be agreed to.
 */
export function waitingContract(): Promise<string | null> {
  return new Promise((resolve) => {
    if (typeof wx.getPrivacySetting !== 'function') return resolve(null)
    wx.getPrivacySetting({
      success: ({ needAuthorization, privacyContractName }) =>
        resolve(needAuthorization ? privacyContractName || FALLBACK : null),
      fail: () => resolve(FALLBACK),
    })
  })
}

const FALLBACK = '《用户隐私保护指引》'

export function answerPrivacy(answer: PrivacyAnswer): void {
  answered = answer
}

/** Taken once, by the page that asked. */
export function takePrivacyAnswer(): PrivacyAnswer | null {
  const answer = answered
  answered = null
  return answer
}
