import { chinaDay, chinaTime } from '@/lib/core/clock'
import type { Block, FlowPaper, Scene } from '@/lib/core/paper'
import { placePath } from '@/lib/features/document/rules/place-path'
import type { CertifiedFacts } from '../schema'
import { STATE_WORDS, stageWords } from './facts'
import { COLUMNS, HEADING, LINE_HEIGHT, PAGE, packRows, STEP_GAP, textLines } from './pages'

export type CertificatePaper = {
  number: string
  ownerName: string
  ownerProved: boolean
  purpose: string | null
  issuedAt: Date
  validUntil: Date
  machines: readonly CertifiedFacts[]
  check: { url: string; modules: number; path: string }
}

const NOTHING = '—'
/** Millimetres; the quiet zone that scanners need is the paper around it. */
const QR_SIDE = 30

/** Heading, pairs without the owner's name and the purpose, QR code, sentence before the table, in points. */
const HEAD_OF_FIRST = 250

/** The last day on which it is valid. @param validUntil the first instant after it */
export const lastDay = (validUntil: Date): string => chinaDay(new Date(validUntil.getTime() - 1))

/**
 * 非道路移动机械登记情况证明, from what was stored when it was issued: a paper for each page, since one of 200 machines would
 * occupy the processor for seconds (docs/benchmarks.md).
 * @param room share of a page that is filled, for a second try where a page has flowed over
 */
export function certificatePapers(data: CertificatePaper, room = 1): FlowPaper[] {
  const { number, issuedAt, machines, check } = data
  const pages = packRows(machines.map(row), {
    first: (PAGE - HEAD_OF_FIRST - textLines([data.ownerName, data.purpose ?? ''], 420) * LINE_HEIGHT) * room,
    next: PAGE * room,
    end: remarks(data).reduce(
      (sum, words) => sum + STEP_GAP + textLines([words], 480) * LINE_HEIGHT,
      HEADING,
    ),
  })
  return pages.map(
    (rows, at): FlowPaper => ({
      kind: 'flow',
      title: `非道路移动机械登记情况证明 ${number}`,
      fileName: `登记情况证明-${number}`,
      heading: '非道路移动机械登记情况证明',
      footer: `证明编号 ${number}　核验：${check.url}`,
      part: { page: at + 1, of: pages.length },
      blocks: [
        ...(at > 0 ? [] : beginning(data, chinaTime(issuedAt))),
        ...(rows.length === 0 ? [] : [{ kind: 'table', columns: COLUMNS, rows, empty: '' } as const]),
        ...(at < pages.length - 1 ? [] : end(data)),
      ],
    }),
  )
}

const beginning = (data: CertificatePaper, moment: string): Block[] => [
  { kind: 'pairs', pairs: heads(data) },
  {
    kind: 'scene',
    scene: qrScene(data.check),
    caption: '扫描二维码核验：本证明是否有效，出具后登记有无变化',
  },
  {
    kind: 'paragraph',
    text: `截至 ${moment}，非道路移动机械环保登记系统的记录中，上述所有者名下的下列 ${data.machines.length} 台机械登记情况如下：`,
  },
]

const end = (data: CertificatePaper): Block[] => [
  { kind: 'heading', text: '说明' },
  { kind: 'steps', items: remarks(data) },
]

function heads({
  number,
  ownerName,
  ownerProved,
  purpose,
  issuedAt,
  validUntil,
  machines,
}: CertificatePaper) {
  return [
    { label: '证明编号', value: number, strong: true },
    { label: '机械台数', value: `${machines.length} 台`, strong: true },
    { label: '所有者', value: ownerName, wide: true },
    { label: '所有者身份', value: ownerProved ? '已核验' : '未核验', wide: true },
    { label: '出具时间', value: chinaTime(issuedAt) },
    { label: '有效期至', value: `${lastDay(validUntil)}（含当日）` },
    ...(purpose === null ? [] : [{ label: '用途', value: `${purpose}（所有者填写）`, wide: true }]),
  ]
}

function row(facts: CertifiedFacts, index: number): string[] {
  const { registrationNumber, category, brand, model, serial, registeredOn, state } = facts
  return [
    String(index + 1),
    registrationNumber,
    category ?? NOTHING,
    [brand, model].filter(Boolean).join(' ') || NOTHING,
    serial ?? NOTHING,
    stageWords(facts),
    registeredOn,
    STATE_WORDS[state],
  ]
}

/** What the paper says, and plainly what it does not. */
function remarks({ machines, ownerProved }: CertificatePaper): string[] {
  return [
    '本证明由登记系统按出具时的登记记录自动生成，没有加盖印章，也没有人员为此查看过机械。',
    '本证明不是排放检测报告，不证明机械现在的排放状况和技术状况，也不证明机械的权属。',
    ...(machines.some(({ fromOlderRegister }) => fromOlderRegister)
      ? ['标注“旧系统记录”的排放阶段由以前的登记系统转来，没有在本系统重新核定。']
      : []),
    ...(machines.some(({ stageCode }) => stageCode === 'X')
      ? ['排放阶段为“无排放阶段（或无法确定）”的，登记时没有确定排放阶段，不能视为符合任何一个阶段。']
      : []),
    ...(machines.some(({ state }) => state === 'NOT_COLLECTED')
      ? ['“号码尚未领取”的机械，登记号码已核发，所有者还没有到登记单位领取，不应在机械上使用。']
      : []),
    ...(ownerProved ? [] : ['所有者身份未核验：姓名或名称由账号注册时填写，没有与证件核对。']),
    '登记在出具后可能变更、注销或撤销。是否有效、有无变化，以核验页面显示的为准。',
  ]
}

function qrScene({ path, modules }: CertificatePaper['check']): Scene {
  return {
    width: QR_SIDE,
    height: QR_SIDE,
    shapes: [{ kind: 'path', d: placePath(path, modules, QR_SIDE, 0, 0), fill: '#000000' }],
  }
}
