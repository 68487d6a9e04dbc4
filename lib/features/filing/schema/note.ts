import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** What an officer wrote about a filing for other officers; owners never see it. */
export const note = z.object({ id: z.uuid(), name: z.string(), at: z.iso.datetime(), text: z.string() })
export type Note = z.output<typeof note>

export const NOTE_LENGTH = 500

export const addNoteEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/filings/{id}/notes',
  summary: '内部备注（机主看不到）',
  auth: 'staff',
  action: 'filing.read',
  params: z.object({ id: z.uuid() }),
  body: z.object({ text: z.string().trim().min(1, '请填写备注').max(NOTE_LENGTH) }),
  response: note,
  status: 201,
})
