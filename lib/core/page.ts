import { z } from 'zod'

/** Lists are paged by cursor: the position after the last row returned, opaque to clients. */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type PageQuery = z.infer<typeof pageQuery>

export type Page<T> = { data: T[]; nextCursor: string | null }

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() })
}

/** Longest text of a search box, in characters (UTF-16). */
export const SEARCH_LENGTH = 80

/** The text `q` of every list that can be searched. */
export const searchText = z
  .string()
  .trim()
  .max(SEARCH_LENGTH, `搜索内容不能超过 ${SEARCH_LENGTH} 个字`)
  .optional()
