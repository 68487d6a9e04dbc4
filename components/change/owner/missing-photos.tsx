import type { ChangeDto } from '@/lib/features/change/schema/owner'
import own from './change.module.css'

/** What the officer will need, told while the owner still stands beside the machine, and after the change was asked for. */
export function MissingPhotos({
  missing,
}: {
  missing: readonly Pick<ChangeDto['missingPhotos'][number], 'text'>[]
}) {
  if (missing.length === 0) return null
  return (
    <ul className={own.needs} aria-label="还需要的照片">
      {missing.map(({ text }) => (
        <li key={text}>{text}；没有的，审核不能直接通过。</li>
      ))}
    </ul>
  )
}
