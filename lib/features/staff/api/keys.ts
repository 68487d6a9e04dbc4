import type { z } from 'zod'
import type { listStaffEndpoint } from '../schema/staff'

export type StaffFilter = Omit<z.input<typeof listStaffEndpoint.query & z.ZodType>, 'cursor' | 'limit'>

export const staffKeys = {
  all: ['staff'] as const,
  me: () => [...staffKeys.all, 'me'] as const,
  lists: () => [...staffKeys.all, 'list'] as const,
  list: (filter: StaffFilter) => [...staffKeys.lists(), filter] as const,
  keys: () => [...staffKeys.all, 'keys'] as const,
  /** null: one's own. */
  sessions: (staffId: string | null) => [...staffKeys.all, 'sessions', staffId] as const,
}
