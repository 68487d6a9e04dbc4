import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { photoSlot } from '@/lib/features/photo/schema'

/** 照片识别: what a program read on photos of plates, labels and papers, and how it compares with what was filed. */

/** Raised with every change of how photos are read: photos of open filings are read again. */
export const READER_VERSION = 1

/** Corners in pixels of the photo: top left, top right, bottom right, bottom left of the text. */
export const textBox = z.array(z.tuple([z.number(), z.number()]))
export type TextBox = z.output<typeof textBox>

export const readLine = z.object({
  text: z.string(),
  box: textBox,
  /** 0 to 1: how sure the program is of the characters. */
  score: z.number(),
})
export type ReadLine = z.output<typeof readLine>

/** A photo that was read; no lines: nothing was found on it. */
export const photoReading = z.object({ photoId: z.uuid(), slot: photoSlot, lines: z.array(readLine) })
export type PhotoReading = z.output<typeof photoReading>

/** OFF: switched off; WAITING: not yet; the others: tried in vain. */
export const UNREAD_REASONS = ['OFF', 'WAITING', 'TIMEOUT', 'MEMORY', 'ENDED', 'UNREADABLE'] as const
export const unreadPhoto = z.object({
  photoId: z.uuid(),
  slot: photoSlot,
  reason: z.enum(UNREAD_REASONS),
  /** It will be read, or tried again, within the next minutes. */
  due: z.boolean(),
})
export type UnreadPhoto = z.output<typeof unreadPhoto>

/** A typed value beside what was read where it may stand. What was not read has no comparison. */
export const comparison = z.object({
  path: z.string(),
  /** As shown to the officer, a number without its unit. */
  typed: z.string(),
  /** What stands there; null: nothing like it was read. */
  read: z.string().nullable(),
  /** AGREES: the same characters; NOT_FOUND: not on the photos that were read, or not legible. */
  result: z.enum(['AGREES', 'DIFFERS', 'NOT_FOUND']),
  photoId: z.uuid().nullable(),
  box: textBox.nullable(),
  score: z.number().nullable(),
  /** Differs by look-alikes alone (O 0, I L 1, B 8, S 5, Z 2), which the program may have read wrongly itself. */
  lookAlike: z.boolean(),
  /** Which characters of `read` are not those of `typed`: their places, from 0. */
  differing: z.array(z.int()),
})
export type Comparison = z.output<typeof comparison>

/** What a photo offers for a field, to be confirmed by the owner. */
export const offeredValue = z.object({
  path: z.string(),
  text: z.string(),
  value: z.union([z.string(), z.number()]),
})
export type OfferedValue = z.output<typeof offeredValue>

export const ownerReading = z.object({
  /** NONE: it cannot be read, now or at all. */
  state: z.enum(['READ', 'WAITING', 'NONE']),
  /** Fields of the filing whose value was read with certainty. */
  offers: z.array(offeredValue),
})
export type OwnerReading = z.output<typeof ownerReading>

/** Asks for a photo of one's own to be read, the first time; asked again until it is no longer WAITING. */
export const ownerReadingEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/photos/{id}/reading',
  summary: '识别铭牌照片上的文字（仅供机主确认后填写）',
  auth: 'account',
  params: z.object({ id: z.uuid() }),
  body: z.object({ slot: photoSlot }),
  response: ownerReading,
})
