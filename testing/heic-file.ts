/**
 * HEIC files as phones write them, built from one picture of 64 × 64 pixels (red, green / blue, white; made by x265): a
 * grid of such tiles that is cropped and rotated, which no available encoder writes.
 */
const TILE = 64
const HVCC = Buffer.from(
  'AAAAeGh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACtCAQEDcAAAAwCQAAADAAADAB6gIIEFlupJKa5uBAQMCAAAAwAIAAADAAhAIgABAAdEAcFysCJA',
  'base64',
)
const PICTURE = Buffer.from(
  'AAAAOygBrwngITl1X//8aT//+/oPIfsFGWeefZLpH+Wgf/8VWnCf/zORAfxhSX/xKBbO//8E4p09qsMX0wGk',
  'base64',
)

const u8 = (...values: number[]) => Buffer.from(values)
const u16 = (...values: number[]) => Buffer.concat(values.map((value) => u8(value >> 8, value & 0xff)))
const u32 = (value: number) => Buffer.from(value.toString(16).padStart(8, '0'), 'hex')
const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}
const full = (type: string, version: number, ...content: Buffer[]) =>
  box(type, u8(version, 0, 0, 0), ...content)
const size = (width: number, height: number) => full('ispe', 0, u32(width), u32(height))

type Grid = {
  columns: number
  rows: number
  width: number
  height: number
  /** Rotation in quarter turns, counterclockwise. */
  turned?: number
  brand?: string
}

/** @param grid larger than its tiles cover: an invalid file */
export function heicGrid({ columns, rows, width, height, turned = 0, brand = 'heic' }: Grid): Buffer {
  const tiles = Array.from({ length: columns * rows }, (_, tile) => tile + 2)
  const ids = [1, ...tiles]
  const item = (id: number) =>
    box('infe', u8(2, 0, 0, id === 1 ? 0 : 1), u16(id, 0), Buffer.from(id === 1 ? 'grid' : 'hvc1'), u8(0))
  const grid = Buffer.concat([u8(0, 1, rows - 1, columns - 1), u32(width), u32(height)])
  const head = box('ftyp', Buffer.from(brand), u32(0), Buffer.from('mif1heic'))
  const metaWith = (offset: number) =>
    full(
      'meta',
      0,
      full('hdlr', 0, u32(0), Buffer.from('pict'), Buffer.alloc(12), u8(0)),
      full('pitm', 0, u16(1)),
      full(
        'iloc',
        1,
        u8(0x44, 0),
        u16(ids.length),
        // The grid itself is in `idat`; all tiles share the same data.
        ...ids.map((id) =>
          Buffer.concat([
            u16(id, id === 1 ? 1 : 0, 0, 1),
            u32(id === 1 ? 0 : offset),
            u32(id === 1 ? grid.length : PICTURE.length),
          ]),
        ),
      ),
      full('iinf', 0, u16(ids.length), ...ids.map(item)),
      full('iref', 0, box('dimg', u16(1, tiles.length, ...tiles))),
      box(
        'iprp',
        box('ipco', HVCC, size(TILE, TILE), size(width, height), box('irot', u8(turned))),
        full(
          'ipma',
          0,
          u32(ids.length),
          ...ids.map((id) => Buffer.concat([u16(id), id === 1 ? u8(2, 3, 0x84) : u8(2, 0x81, 2)])),
        ),
      ),
      box('idat', grid),
    )
  const meta = metaWith(head.length + metaWith(0).length + 8)
  return Buffer.concat([head, meta, box('mdat', PICTURE)])
}
