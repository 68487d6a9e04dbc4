import { useEffect, useRef } from 'react'
import { CodeText } from '@/components/ui/code-text'
import { MarkedText } from '@/components/ui/marked-text'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CutOut } from './cut-out'
import css from './reading.module.css'

type Comparison = DeskFiling['comparisons'][number]
type Photo = DeskFiling['photos'][number]
type Props = {
  comparison: Comparison
  label: string
  photo: Photo | undefined
  /** With the cut-out of the photo also where it agrees: codes, which are compared sign by sign. */
  always: boolean
  onShow: () => void
}

/** What was read on the photo for a value: the same, another with its differing signs, or nothing. */
export function ComparisonMark({ comparison, label, photo, always, onShow }: Props) {
  const { result, box } = comparison
  const shows = result !== 'AGREES' || always
  const pointed = useShowPointed(onShow)
  return (
    <span
      className={shows ? css.mark : `${css.mark} ${css.inline}`}
      data-result={result}
      data-comparison={comparison.path}
      {...pointed}
    >
      <Words {...comparison} />
      {shows && photo && box ? (
        <button
          type="button"
          className={css.cutOut}
          tabIndex={-1}
          aria-label={`看照片上的${label}`}
          title="看它在照片上的位置"
          onClick={onShow}
        >
          <CutOut photo={photo} box={box} />
        </button>
      ) : null}
    </span>
  )
}

/** Passing over it shows nothing: the photo would change with every movement of the hand. */
const POINTED_MS = 250

/** Shows the photo once the pointer rests on the mark. */
function useShowPointed(onShow: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    onMouseEnter: () => {
      timer.current = setTimeout(onShow, POINTED_MS)
    },
    onMouseLeave: () => clearTimeout(timer.current),
  }
}

function Words({ result, read, lookAlike, differing }: Comparison) {
  if (result === 'AGREES') return <span className={css.agrees}>✓ 照片一致</span>
  if (read === null) return <span className={css.notFound}>照片上没有读到</span>
  return (
    <span className={lookAlike ? css.notFound : css.differs}>
      {lookAlike ? '照片上读作 ' : '照片上是 '}
      <CodeText>
        <MarkedText text={read} marked={differing} />
      </CodeText>
      {lookAlike ? ' 只差形近字符，未核对' : null}
    </span>
  )
}
