import { describe, expect, test, vi } from 'vitest'
import { filingContent } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { type PdfPage, readPdf } from '@/testing/read-pdf'
import { paperOf } from './rules/paper'
import type { PaperData } from './rules/paper-data'
import { qrPath } from './rules/qr-path'
import { textWidth } from './rules/text-width'
import { DOCUMENTS, type DocumentName } from './schema'

const POINTS_PER_MM = 72 / 25.4
const CHINESE = '山东临工（集团）工程机械设备租赁、安装与维修，有限责任公司'
const LATIN = 'WMXYZ0123456789'

/** A text of exactly `length` characters. */
const filled = (sample: string, length: number) =>
  sample.repeat(Math.ceil(length / sample.length)).slice(0, length)

/** The maximum length of a text in the API. */
function longest(path: string): number {
  for (const length of [200, 100, 60, 40, 30]) {
    if (filingContent.safeParse(documentOf([[path, 'A'.repeat(length)]])).success) return length
  }
  throw new Error(`no length fits ${path}`)
}

function documentOf(values: [path: string, value: unknown][]): Record<string, unknown> {
  const document: Record<string, Record<string, unknown>> & Record<string, unknown> = {}
  for (const [path, value] of values) {
    const [section = '', key] = path.split('.')
    if (key === undefined) Object.assign(document, { [section]: value })
    else document[section] = { ...document[section], [key]: value }
  }
  return document
}

/** Every field filled to its limit, alternating Chinese and Latin. */
const VALUES = FIELDS.map((field, index): [string, unknown] => {
  if (field.path === 'kind') return [field.path, 'ONSITE_VEHICLE']
  if (field.path === 'engine.emissionStage') return [field.path, '3']
  if (field.kind === 'district') return [field.path, '130202']
  if (field.kind === 'flag') return [field.path, true]
  if (field.kind === 'date') return [field.path, '2019-09-10']
  if (field.kind === 'number') return [field.path, 123456.78]
  if (field.kind === 'list') return [field.path, 'OTHER']
  return [field.path, filled(index % 2 === 0 ? CHINESE : LATIN, longest(field.path))]
})

const url = `https://registry.example.gov.cn/check/${'A'.repeat(32)}`
const data: PaperData = {
  registrationNumber: 'X-WWWWWWWW',
  stage: { code: 'X', name: '无排放阶段（或无法确定）' },
  registeredOn: '2026-11-23',
  owner: {
    type: 'UNIT',
    name: filled(CHINESE, 200),
    documentLabel: '统一社会信用代码',
    idNumberMasked: '911100********341L',
    phoneMasked: '138****5678',
  },
  agent: {
    type: 'PERSON',
    name: filled(LATIN, 200),
    documentLabel: '外国人永久居留身份证号码',
    idNumberMasked: '110105********002X',
    phoneMasked: '139****0000',
  },
  bureau: {
    name: '新疆维吾尔自治区博尔塔拉蒙古自治州阿拉山口市生态环境局综合行政执法支队',
    officeName: '政务服务中心生态环境窗口',
    address: '人民路 1 号',
    phone: '010-12345678',
    hours: '工作日 9:00–12:00',
  },
  districtName: '河北省 唐山市 路南区',
  content: filingContent.parse(documentOf(VALUES)),
  names: { 'CATEGORY.OTHER': '其他' },
  photos: PHOTO_SLOT_CODES.map((slot) => ({ label: PHOTO_SLOT_LABELS[slot], url: '/' })),
  colours: { background: '#3555da', foreground: '#ffffff', name: '蓝色' },
  card: {
    title: '非道路移动机械环保信息采集卡',
    lines: [filled('此证应随机械携带，以便随时检查。', 100), filled('不得转让。', 100)],
  },
  check: { url, ...qrPath(url) },
  printedBy: '王柜台',
  printedAt: '2026-11-23 18:00:00',
}

// The first paper also reads two fonts of 10 MB each: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const drawn = new Map<DocumentName, Promise<PdfPage[]>>()

/** Each paper, rendered once for all tests. */
function pagesOf(document: DocumentName): Promise<PdfPage[]> {
  const pages = drawn.get(document) ?? renderPaper(paperOf(document, data, 12)).then(readPdf)
  drawn.set(document, pages)
  return pages
}

test('every value of every field stands on the form, uncut', async () => {
  const pages = await pagesOf('collection-form')
  const text = pages.map(({ all }) => all).join('')
  for (const [path, value] of VALUES) {
    if (typeof value !== 'string' || value.length < 30) continue
    expect(text, path).toContain(value)
  }
  for (const field of FIELDS) expect(text, field.path).toContain(field.label.replaceAll(' ', ''))
  for (const part of [
    data.registrationNumber,
    data.owner.name,
    data.agent?.name ?? '',
    '第12份',
    '河北省唐山市路南区',
  ])
    expect(text).toContain(part)
  expect(pages[0]?.all).toContain(`第1页，共${pages.length}页`)
})

test.each(DOCUMENTS)('nothing of %s runs over the edge', async (document) => {
  for (const page of await pagesOf(document)) {
    for (const { text, left, right, bottom, top } of page.texts) {
      expect(left, text).toBeGreaterThanOrEqual(0)
      expect(right, text).toBeLessThanOrEqual(page.width)
      expect(bottom, text).toBeGreaterThanOrEqual(0)
      expect(top, text).toBeLessThanOrEqual(page.height + 1)
    }
  }
})

describe('sizes', () => {
  test.each([
    ['collection-form', 210, 297],
    ['collection-card', 88, 60],
    ['marking-guide', 210, 297],
    ['number-strip', 500, 100],
  ] as const)('%s is %i × %i mm', async (document, width, height) => {
    for (const page of await pagesOf(document)) {
      expect(page.width / POINTS_PER_MM).toBeCloseTo(width, 0)
      expect(page.height / POINTS_PER_MM).toBeCloseTo(height, 0)
    }
  })

  test('the guide is one page, the card two, the strip bears the number alone', async () => {
    expect(await pagesOf('marking-guide')).toHaveLength(1)
    expect(await pagesOf('collection-card')).toHaveLength(2)
    const strip = await pagesOf('number-strip')
    expect(strip.map(({ all }) => all)).toEqual([data.registrationNumber])
  })

  test('the widest number fills the strip and leaves a margin on both sides', async () => {
    const [page] = await pagesOf('number-strip')
    const [number] = page?.texts ?? []
    const share = ((number?.right ?? 0) - (number?.left ?? 0)) / (page?.width ?? 1)
    expect(share).toBeGreaterThan(0.9)
    expect(share).toBeLessThan(0.97)
  })
})

describe('rare characters', () => {
  const rare = '𠮷田𬭎\u{e000}\u{1f600}𪚥'
  const rareData: PaperData = {
    ...data,
    owner: { ...data.owner, name: rare },
    bureau: { ...data.bureau, name: `${rare}生态环境局` },
    card: { title: `${rare}信息采集卡`, lines: [`此证${rare}随机械携带`] },
    printedBy: `${rare}柜台`,
  }

  test.each(['collection-form', 'collection-card', 'marking-guide'] as const)(
    'stand on %s as they were written, inside the edges',
    async (document) => {
      const pages = await readPdf(await renderPaper(paperOf(document, rareData, 1)))
      expect(pages.map(({ all }) => all).join('')).toContain(`${rare}生态环境局`)
      for (const page of pages)
        for (const { text, left, right } of page.texts) {
          expect(left, text).toBeGreaterThanOrEqual(0)
          expect(right, text).toBeLessThanOrEqual(page.width)
        }
    },
  )

  test('a mark takes no place, a character that no font has a square', () => {
    expect(textWidth('e\u0301')).toBe(textWidth('e'))
    expect(textWidth('𠮷\u{e000}')).toBe(2)
  })
})
