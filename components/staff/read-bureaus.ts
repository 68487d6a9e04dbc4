import type { ReadOptions } from '@/components/ui/option-state'
import type { BureauDto } from '@/lib/features/bureau/schema'

/** The bureaus of the area, as far as they are read. */
export type ReadBureaus = ReadOptions & { data: { data: readonly BureauDto[] } | undefined }
