import { BASE } from '../../config'
import { scannedUrl } from '../../lib/address'
import { replaceByWeb } from '../../lib/handed'

/** 扫一扫 for the web pages and the first page: what was scanned opens in place of this page. */
Page({
  data: { message: '' },

  onLoad() {
    this.scan()
  },

  scan() {
    this.setData({ message: '' })
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => {
        const url = scannedUrl(BASE, result)
        if (url) replaceByWeb(url)
        else this.setData({ message: '这不是信息采集卡或登记情况证明上的二维码' })
      },
      fail: ({ errMsg }) => {
        if (errMsg.includes('cancel')) return this.back()
        this.setData({ message: '没有扫到二维码。请允许使用摄像头，再扫一次' })
      },
    })
  },

  back() {
    void wx.navigateBack()
  },
})
