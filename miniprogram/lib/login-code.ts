/** Good once, for five minutes, and worth nothing without the server's secret. @throws Error with a sentence */
export function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => resolve(code),
      fail: () => reject(new Error('微信登录没有成功，请稍后再试')),
    })
  })
}
