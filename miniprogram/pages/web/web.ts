import { BASE } from '../../config'
import { takeHanded } from '../../lib/handed'
import { shareCard } from '../../lib/share'

Page({
  data: { src: '' },

  onLoad() {
    this.setData({ src: takeHanded() ?? `${BASE}/m` })
  },

  onShareAppMessage: shareCard,
})
