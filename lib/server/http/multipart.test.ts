import fc from 'fast-check'
import { expect, it } from 'vitest'
import { filePart } from './multipart'

/** As Node, and so a browser, writes it. */
async function written(form: FormData): Promise<[body: Buffer, contentType: string]> {
  const response = new Response(form)
  return [Buffer.from(await response.arrayBuffer()), response.headers.get('content-type') ?? '']
}

function formOf(bytes: Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData()
  form.set('note', '机身')
  form.set('file', new File([bytes], name))
  return form
}

it('finds any bytes under any name as they were sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ minLength: 1, maxLength: 20 }),
      async (bytes, name) => {
        const found = filePart(...(await written(formOf(new Uint8Array(bytes), name))), 'file')
        expect([...(found?.bytes ?? [-1])]).toEqual([...bytes])
        expect(found?.name).toBe(name)
      },
    ),
  )
})

it('is not deceived by what looks like its frame', async () => {
  const tricky = new TextEncoder().encode(
    '\r\n\r\n--\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="b"\r\n\r\n',
  )
  const found = filePart(...(await written(formOf(tricky, '照片 "1".jpg'))), 'file')
  expect(found?.bytes.equals(tricky)).toBe(true)
  expect(found?.name).toBe('照片 "1".jpg')
})

it('copies nothing', async () => {
  const [body, contentType] = await written(formOf(new Uint8Array(1_000), 'a.jpg'))
  expect(filePart(body, contentType, 'file')?.bytes.buffer).toBe(body.buffer)
})

it('lets a body begin with an empty line', async () => {
  const [body, contentType] = await written(formOf(new Uint8Array([1, 2, 3]), 'a.jpg'))
  const found = filePart(Buffer.concat([Buffer.from('\r\n'), body]), contentType, 'file')
  expect([...(found?.bytes ?? [])]).toEqual([1, 2, 3])
})

it('takes a text for no file, and knows when there is none', async () => {
  const form = new FormData()
  form.set('file', 'text')
  expect(filePart(...(await written(form)), 'file')).toBeNull()
  expect(filePart(...(await written(new FormData())), 'file')).toBeNull()
})

it('refuses what is cut off, has no boundary or another one', async () => {
  const [body, contentType] = await written(formOf(new Uint8Array(1_000), 'a.jpg'))
  for (let length = 0; length < body.length - 4; length += 1)
    expect(() => filePart(body.subarray(0, length), contentType, 'file')).toThrow()
  expect(() => filePart(body, 'multipart/form-data', 'file')).toThrow('no boundary')
  expect(() => filePart(body, 'multipart/form-data; boundary=other', 'file')).toThrow()
})
