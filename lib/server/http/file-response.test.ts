import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { downloadResponse, fileResponse } from './file-response'

const asciiOf = (response: Response) =>
  /filename="([^"]*)"; filename\*=UTF-8''/.exec(response.headers.get('content-disposition') ?? '')?.[1]

test.each([
  ['信息采集卡-3-30468844.pdf', '3-30468844.pdf'],
  ['批量登记模板.xlsx', 'file.xlsx'],
  ['车队-需要改正.xlsx', 'file.xlsx'],
  ['fleet 1"\\.csv', 'fleet 1.csv'],
  ['..\r\n.pdf', 'file.pdf'],
  ['目录', 'file'],
  ['我的信息-2026-11-30.zip', '2026-11-30.zip'],
])('%s has an ASCII name that is no hidden file: %s', (name, ascii) => {
  const response = fileResponse(Buffer.from('x'), 'text/plain', name)
  expect(asciiOf(response)).toBe(ascii)
  expect(response.headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent(name)}`,
  )
})

test('a download may bring its own', () => {
  const given = { bytes: 1, contentType: 'text/plain', fileName: '模板.xlsx', asciiName: 'template.xlsx' }
  expect(asciiOf(downloadResponse({ stream: Readable.from(['x']), ...given }))).toBe('template.xlsx')
})
