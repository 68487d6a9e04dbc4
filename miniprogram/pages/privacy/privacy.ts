import { answerPrivacy, waitingContract } from '../../lib/privacy'

/** 用户隐私保护指引, before anything personal is asked for. */
Page({
  data: { contract: '《用户隐私保护指引》', message: '' },

  async onLoad() {
    const contract = await waitingContract()
    if (contract) this.setData({ contract })
  },

  read() {
    wx.openPrivacyContract({ fail: () => this.setData({ message: '没有打开，请稍后再试' }) })
  },

  /** Of the button agreePrivacyAuthorization, so WeChat has recorded it already. */
  agree() {
    answerPrivacy('agreed')
    void wx.navigateBack()
  },

  decline() {
    answerPrivacy('declined')
    void wx.navigateBack()
  },
})
