import { unprintableNotes } from '@/lib/features/document/rules/printed-texts'
import type { UnprintableText } from '@/lib/features/document/schema'
import css from './document.module.css'

/** Lists the characters that a paper cannot show, before it is printed; renders nothing if there are none. */
export function UnprintableNote({ found }: { found: readonly UnprintableText[] }) {
  if (found.length === 0) return null
  return (
    <div className={css.unprintable} role="alert">
      <strong>以下字符无法照原样打印，打印件上不会换成别的字：</strong>
      <ul>
        {unprintableNotes(found).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}
