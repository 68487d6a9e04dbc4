import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Mark, VIEWS } from '../drawing/machine-view'

export type GuideEntry = {
  number: number
  slot: PhotoSlot
  title: string
  /** The manual's text (各种铭牌的说明). */
  text: readonly string[]
  /** Position on the machine. */
  where?: { view: keyof typeof VIEWS; marks: readonly Mark[] }
  /** It is on the engine instead. */
  onEngine?: boolean
  /** Caption of the position drawing. */
  caption?: string
}

const CAB_BELOW = { at: [1.2, 1.32, 1.1], label: '驾驶室入口下方' } as const
const CAB_SIDE = { at: [0.28, 1.3, 1.62], label: '驾驶室外侧' } as const
const BODY_SIDE = { at: [-0.95, 1.3, 1.2], label: '机身外侧' } as const

/**
 * The manual's 各种铭牌的说明 in its order, numbering and text. Its number 6 is a picture without text. We put the certificate
 * there: of the photos that the manual's 图片上传 requires, it is the one the other entries do not cover.
 */
export const GUIDE: readonly GuideEntry[] = [
  {
    number: 1,
    slot: 'ENV_LABEL',
    title: '环保信息标签照片',
    text: [
      '机械环保信息标签是从2017年7月开始，在新生产的非道路移动机械上安装的金属铭牌，上面包含有发动机的环保信息公开编号、机械基本信息、环保关键零部件信息等。',
      '机械环保信息标签安装在机械的明显可见位置，一般带驾驶室的工程机械，会安装在驾驶室入口下方、驾驶室外侧等位置。不带驾驶室或者驾驶室周边安装不方便的机械，一般会在机体明显且固定的部件上（如机械非运动部件的外侧），方便人员查看。',
    ],
    where: { view: 'frontLeft', marks: [CAB_BELOW, CAB_SIDE, { ...BODY_SIDE, label: '非运动部件的外侧' }] },
  },
  {
    number: 2,
    slot: 'ENGINE_APPROVAL',
    title: '发动机型式核准号照片',
    text: [
      '发动机型式核准号通常在发动机铭牌上，是国 1、国 2、部分国 3 发动机排放阶段经过国家核准后发放的号码。',
    ],
    onEngine: true,
    caption: '发动机铭牌上的一行',
  },
  {
    number: 3,
    slot: 'MACHINE_ENV_CODE',
    title: '机械环保代码照片',
    text: [
      '环保代码是从 2017 年 7 月起新生产非道路移动机械实施环保信息公开制度，要求标记在机械机身上的、用于表示机械唯一性的号码。机械环保代码共 17 位，由一组字母数字组成。在 17 位字符的两端有分隔符，分隔符通常为 星号 (*)、大于或小于号 (> <)。机械环保代码在机架或其他坚固的结构件上，在机械易于接近的位置并从机械的外部可以读到。大型机械的首选位置是靠近机械前部的右侧，且不用移动机械任何部分的情况下都应是可见的。',
    ],
    where: { view: 'frontRight', marks: [{ at: [1.1, -1.3, 1.12], label: '靠近机械前部的右侧' }] },
  },
  {
    number: 4,
    slot: 'MACHINE_PLATE',
    title: '机械铭牌照片',
    text: [
      '机械铭牌是机械生产厂家提供相关信息的金属标识牌，铭牌上通常有机械环保信息公开编号、生产厂家名称、产品名称、型号、额定功率、生产日期、出厂编号、产品识别码(PIN/MEIN)等内容。一般固定在机械外观明显位置处，无需拆卸其他部件即可看到，如：驾驶室门外侧、机械机身外侧等。',
    ],
    where: { view: 'left', marks: [{ ...CAB_SIDE, label: '驾驶室门外侧' }, BODY_SIDE] },
  },
  {
    number: 5,
    slot: 'ENGINE_PLATE',
    title: '发动机铭牌照片',
    text: [
      '发动机铭牌是发动机厂家提供的相关信息金属标识牌，发动机铭牌一般会明确发动机型式核准号、生产厂家名称、系族名称、型号、额定功率、生产日期、出厂编号、后处理类型、排放阶段等的。发动机铭牌固定在发动机使用寿命内不需要经常更换的部件上，一般会黏贴或铆接发动机缸体上，常人容易看到的位置。',
    ],
    onEngine: true,
    caption: '发动机缸体上',
  },
  {
    number: 6,
    slot: 'CERTIFICATE',
    title: '合格证照片',
    text: ['没有铭牌的机械，合格证照片必须上传。请把合格证平放拍摄，四角都在画面内，字迹和印章清楚。'],
  },
  {
    number: 7,
    slot: 'CHECKLIST_FRONT',
    title: '环保信息随车清单照片',
    text: [
      '环保信息随车清单是生产企业对机动车进行信息公开的材料，包含有车辆的排放阶段、基本信息、环保检验信息及环保关键配置信息等内容。',
    ],
  },
]

/** The entry that explains a slot; both sides of the checklist share one. */
export function guideOf(slot: PhotoSlot): GuideEntry | undefined {
  return GUIDE.find((entry) => entry.slot === (slot === 'CHECKLIST_BACK' ? 'CHECKLIST_FRONT' : slot))
}
