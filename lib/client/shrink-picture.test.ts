import { describe, expect, it } from 'vitest'
import { formatOf, PictureError, shrinkPicture } from './shrink-picture'

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

describe('formatOf', () => {
  it.each([
    ['\xff\xd8\xff\xe1..Exif', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x18ftypheic', 'image/heic'],
    ['\0\0\0\x18ftypmif1', 'image/heic'],
    ['\0\0\0\x1cftypavif', 'image/avif'],
  ])('tells %j by its first bytes', (text, format) => {
    expect(formatOf(bytes(text))).toBe(format)
  })

  it.each(['', 'hello', '%PDF-1.7', 'RIFF\0\0\0\0WAVEfmt ', '\0\0\0\x18ftypmp42', 'GIF89a'])(
    'knows that %j is none that is taken',
    (text) => {
      expect(formatOf(bytes(text))).toBeNull()
    },
  )
})

describe('shrinkPicture', () => {
  it('sends HEIC as it is, whatever type and name it comes with, up to what the server takes', async () => {
    const head = bytes('\0\0\0\x18ftypheic\0\0\0\0')
    const sent = await shrinkPicture(new File([head], 'mmexport1700000000', { type: '' }))
    expect([sent.type, sent.size]).toEqual(['image/heic', head.length])
    const large = new File([head, new Uint8Array(10 * 1024 * 1024)], 'IMG_0002.HEIC')
    await expect(shrinkPicture(large)).rejects.toThrow('照片超过 10 MB')
  })

  it('says what is no photo, whatever its name, and goes on with the next', async () => {
    const text = new File(['words'], 'IMG_0001.jpg', { type: 'image/jpeg' })
    await expect(shrinkPicture(text)).rejects.toThrow(PictureError)
    await expect(shrinkPicture(text)).rejects.toThrow('这个文件不是照片')
  })
})
