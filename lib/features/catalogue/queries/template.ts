import { fileResponse } from '@/lib/server/file-response'
import { templateColumns, templateCsv } from '../rules/template'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const NAME = '机械目录导入模板'

/** The file that an administrator fills in: headings and the manual's machine as an example. */
export async function importTemplate(file: 'template.xlsx' | 'template.csv'): Promise<Response> {
  const csv = file === 'template.csv'
  const bytes = csv ? Buffer.from(templateCsv()) : await workbook()
  const response = fileResponse(
    bytes,
    csv ? 'text/csv; charset=utf-8' : XLSX,
    `${NAME}.${csv ? 'csv' : 'xlsx'}`,
  )
  // A browser would show a text table inside the page.
  response.headers.set(
    'content-disposition',
    (response.headers.get('content-disposition') ?? '').replace('inline', 'attachment'),
  )
  return response
}

async function workbook(): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('机械目录', { views: [{ state: 'frozen', ySplit: 1 }] })
  const columns = templateColumns()
  // Text, so that a long code stays as it is typed and is not made a number.
  sheet.columns = columns.map(({ heading, kind }) => ({
    header: heading,
    width: Math.max(14, heading.length * 2 + 2),
    style: { numFmt: kind === 'number' ? 'General' : '@' },
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRow(columns.map(({ example }) => example))
  return Buffer.from(await book.xlsx.writeBuffer())
}
