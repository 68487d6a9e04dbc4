import { sentenceFor } from '../../lib/sentence'
import { askConsent, CHOICE_WORDS, storeConsent, type Template, templates } from '../../lib/subscribe'

type Tap = WechatMiniprogram.TouchEvent<object, object, { at: number }>

/** 微信消息提醒: for each kind of message a button; one tap, one consent, one message. */
Page({
  data: { templates: [] as Template[], loading: true, failed: false, busy: false, message: '', good: '' },

  onLoad() {
    return this.load()
  },

  async load() {
    this.setData({ loading: true, failed: false, message: '' })
    try {
      this.setData({ templates: await templates(), loading: false })
    } catch (error) {
      this.setData({ loading: false, failed: true, message: sentenceFor(error) })
    }
  },

  subscribe({ currentTarget }: Tap) {
    const template = this.data.templates[currentTarget.dataset.at]
    if (!template || this.data.busy) return
    // First of all, and at once: WeChat asks only in answer to a tap.
    const asked = askConsent(template.templateId)
    this.setData({ busy: true, message: '', good: '' })
    return asked
      .then(async (choice) => {
        if (typeof choice === 'object') return this.setData({ message: choice.failed })
        if (choice !== 'accept') return this.setData({ message: CHOICE_WORDS[choice] })
        const left = await storeConsent(template.templateId)
        this.setData({ good: `已记录：“${template.label}”可以再提醒您 ${left} 次。` })
      })
      .catch((error: unknown) => this.setData({ message: `没有记录：${sentenceFor(error)}` }))
      .then(() => this.setData({ busy: false }))
  },
})
