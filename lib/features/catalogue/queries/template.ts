import { Readable } from 'node:stream'
import { downloadResponse } from '@/lib/server/http/file-response'
import { xlsxOf } from '@/lib/server/sheet/write-xlsx'
import { XLSX_TYPE } from '@/lib/server/sheet/xlsx-type'
import { templateColumns, templateCsv } from '../rules/template'

const NAME = '机械目录导入模板'

/** The file that an administrator fills in: headings and the manual's machine as an example. */
export async function importTemplate(file: 'template.xlsx' | 'template.csv'): Promise<Response> {
  const csv = file === 'template.csv'
  const bytes = csv ? Buffer.from(templateCsv()) : await workbook()
  const ending = csv ? 'csv' : 'xlsx'
  // Inline, a browser would display the CSV.
  return downloadResponse({
    stream: Readable.from([bytes]),
    bytes: bytes.length,
    contentType: csv ? 'text/csv; charset=utf-8' : XLSX_TYPE,
    fileName: `${NAME}.${ending}`,
    asciiName: `catalogue-template.${ending}`,
  })
}

async function workbook(): Promise<Buffer> {
  const columns = templateColumns().map(({ heading, kind, example }) => ({
    title: heading,
    width: Math.max(14, heading.length * 2 + 2),
    // Text, so that Excel does not turn a long code into a number.
    kind: kind === 'number' ? ('number' as const) : ('text' as const),
    example,
  }))
  const example = async function* () {
    yield [columns.map(({ example }) => String(example))]
  }
  const pieces: Buffer[] = []
  for await (const piece of xlsxOf('机械目录', columns, example())) pieces.push(piece)
  return Buffer.concat(pieces)
}
