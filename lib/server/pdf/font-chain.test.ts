import { describe, expect, test, vi } from 'vitest'
import type { FlowPaper } from '@/lib/core/paper'
import { chainOfFonts, coverageOf, encode } from '@/scripts/lib/font-coverage'
import { readPdf } from '@/testing/read-pdf'
import { COVERAGE } from './coverage'
import { fontRuns, unprintable } from './font-chain'
import { renderPaper } from './render-paper'

// Reads all fonts of the chain: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const PRIVATE = '\u{e000}'
const EMOJI = '\u{1f600}'
const HANAMIN_B = 'hanamin/HanaMinB.CJK-Unified-Ideographs-Extension'

describe('each character is drawn by the first font that has it', () => {
  test.each([
    ['张三丰', [['张三丰', 'noto-sans-sc']]],
    [
      '𠮷田𬭎',
      [
        ['𠮷', `${HANAMIN_B}-B-03`],
        ['田𬭎', 'noto-sans-sc'],
      ],
    ],
    ['𪚥', [['𪚥', `${HANAMIN_B}-B-42`]]],
    ['𫝀', [['𫝀', `${HANAMIN_B}-D`]]],
    ['\u{2ebe0}', [['\u{2ebe0}', `${HANAMIN_B}-F-8`]]],
    [
      `张${PRIVATE}${EMOJI}三`,
      [
        ['张', 'noto-sans-sc'],
        [PRIVATE + EMOJI, 'box'],
        ['三', 'noto-sans-sc'],
      ],
    ],
    ['\u{31000}', [['\u{31000}', 'box']]],
    ['阿卜杜拉·', [['阿卜杜拉·', 'noto-sans-sc']]],
    ['ئۇيغۇر', [['ئۇيغۇر', 'noto-sans-arabic']]],
    ['བོད', [['བོད', 'noto-serif-tibetan']]],
    ['ᠮᠣᠩ', [['ᠮᠣᠩ', 'unifont']]],
    ['Ә', [['Ә', 'noto-sans']]],
  ])('%s', (text, runs) => {
    expect(fontRuns(text).map(({ text: piece, font }) => [piece, font])).toEqual(runs)
  })

  test('a letter stays with its mark, in a font that has both', () => {
    expect(fontRuns('e\u0301')).toEqual([{ text: 'e\u0301', font: 'noto-sans' }])
  })

  test('what has no picture of its own takes no place and is kept', () => {
    expect(fontRuns('张\u200b三')).toEqual([
      { text: '张', font: 'noto-sans-sc' },
      { text: '\u200b', font: 'blank' },
      { text: '三', font: 'noto-sans-sc' },
    ])
  })
})

test('the table says what the fonts have', () => {
  const made = chainOfFonts().map((font) => [font, encode(coverageOf(font))] as const)
  expect(COVERAGE).toEqual(Object.fromEntries(made.filter(([, ranges]) => ranges !== '')))
})

/** The ideographs of a block (by Node's Unicode version) that a paper can show. */
function share(first: number, last: number): string {
  const all = Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
  const assigned = all.filter((character) => /^(?:\p{Unified_Ideograph}|\p{Ideographic})$/u.test(character))
  return `${assigned.length - unprintable(assigned.join('')).length}/${assigned.length}`
}

test.each([
  ['basic', 0x4e00, 0x9fff, '20992/20992'],
  ['A', 0x3400, 0x4dbf, '6592/6592'],
  ['B', 0x20000, 0x2a6df, '42711/42720'],
  ['C', 0x2a700, 0x2b73f, '4149/4160'],
  ['D', 0x2b740, 0x2b81f, '222/222'],
  ['E', 0x2b820, 0x2ceaf, '5762/5774'],
  ['F', 0x2ceb0, 0x2ebef, '7473/7473'],
  ['G', 0x30000, 0x3134f, '3/4939'],
  ['H', 0x31350, 0x323af, '0/4192'],
  ['compatibility', 0xf900, 0xfaff, '472/472'],
  ['compatibility supplement', 0x2f800, 0x2fa1f, '542/542'],
])('ideographs of block %s that papers can show', (_, first, last, expected) => {
  expect(share(first, last)).toBe(expected)
})

test('the ordinary characters, which are not looked up, are in the main font', () => {
  const [ranges = ''] = Object.values(COVERAGE)
  const codePoints = new Set<number>()
  let at = 0
  for (const pair of ranges.split(',')) {
    const [distance = 0, length = 0] = pair.split('.').map((part) => Number.parseInt(part, 36))
    for (let index = 0; index < length; index++) codePoints.add(at + distance + index)
    at += distance + length
  }
  const ordinary = [
    ...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index),
    ...Array.from({ length: 0x9fa6 - 0x4e00 }, (_, index) => 0x4e00 + index),
    ...Array.from('、。〈〉《》「」『』【】（），：；', (character) => character.codePointAt(0) ?? 0),
  ]
  expect(ordinary.filter((codePoint) => !codePoints.has(codePoint))).toEqual([])
})

test('what cannot be shown is named, each character once; a selector of a variant as well', () => {
  expect(unprintable('张三')).toEqual([])
  expect(unprintable(`𠮷${PRIVATE}田${PRIVATE}${EMOJI}`)).toEqual([PRIVATE, EMOJI])
  expect(unprintable('葛\u{e0100}城')).toEqual(['\u{e0100}'])
  expect(unprintable('张\u200b三')).toEqual([])
})

/** How often the text occurs in `paperWith`. */
const PLACES = 12

const paperWith = (text: string): FlowPaper => ({
  kind: 'flow',
  title: 'x',
  fileName: 'x',
  heading: text,
  footer: text,
  blocks: [
    { kind: 'pairs', pairs: [{ label: '姓名', value: text }] },
    { kind: 'paragraph', text },
    { kind: 'steps', items: [text] },
    { kind: 'table', columns: [{ head: text, width: 1 }], rows: [[text]], sum: [text], empty: '' },
    {
      kind: 'scene',
      caption: text,
      scene: {
        width: 150,
        height: 30,
        shapes: [
          { kind: 'text', x: 75, y: 10, anchor: 'middle', size: 3, fill: '#000', text, bold: true },
          { kind: 'text', x: 149, y: 20, anchor: 'end', size: 3, fill: '#000', text, width: 20 },
        ],
      },
    },
    { kind: 'signatures', items: [text] },
  ],
})

describe('what is copied out of a paper is what went in', () => {
  test.each([
    ['three fonts, two boxes', `𠮷田𬭎${PRIVATE}末${EMOJI}𪚥`, PLACES],
    ['two files of one font', '𠮷𪚥𫝀𠮷', PLACES],
    ['Kazakh, Tibetan and a mark', 'Ә་བོད་Ж', PLACES],
    ['Tibetan stacks', 'རྒྱ་མཚོ', PLACES],
    ['a letter with its mark', 'e\u0301张', PLACES],
    ['Uyghur letters, at the end of the text', '阿卜·ئۇيغۇر', PLACES],
    ['Uyghur letters with dots below', 'پەرھات', PLACES],
  ])('%s', async (_, text, times) => {
    const pages = await readPdf(await renderPaper(paperWith(text)))
    const all = pages.map((page) => page.all).join('')
    expect(all.split(text)).toHaveLength(times + 1)
  })

  test('long names of rare characters alone, over several lines', async () => {
    const text = `𠮷𪚥${PRIVATE}`.repeat(40)
    const paper = paperWith('x')
    const pages = await readPdf(
      await renderPaper({ ...paper, blocks: [{ kind: 'pairs', pairs: [{ label: '姓名', value: text }] }] }),
    )
    expect(pages[0]?.all).toContain(text)
  })

  test('papers made at the same time, each with characters of its own', async () => {
    const names = ['𠀀', '𠔀', '𠠀', '𡀀', '𢀀', '𣀀', '𤀀', '𥀀', '𦀀', '𧀀', '𨀀', '𩀀', '𪀀']
    const made = await Promise.all(
      names.map(async (name) => (await readPdf(await renderPaper(paperWith(`${name}氏`))))[0]),
    )
    expect(made.map((page, index) => page?.all.includes(`${names[index]}氏`))).toEqual(names.map(() => true))
  })
})
