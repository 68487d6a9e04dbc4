import { useState } from 'react'
import { TransformComponent, TransformWrapper } from 'react-zoom-pan-pinch'
import styles from './photo-compare.module.css'

type Side = { url: string; caption: string }
type Props = {
  label: string
  before: Side
  after: Side
  /** PAIR: both at once, each zoomed by itself. SLIDE: one over the other, parted by a slider. */
  mode: 'PAIR' | 'SLIDE'
  /** Higher than wide: a pair stands side by side, otherwise one above the other. */
  upright: boolean
}

const FILL = { width: '100%', height: '100%' }

/** An earlier photo beside the one that replaces it. */
export function PhotoCompare({ label, before, after, mode, upright }: Props) {
  return (
    <section
      className={styles.frame}
      data-mode={mode}
      data-upright={upright}
      aria-label={`${label}：新旧对照`}
    >
      {mode === 'SLIDE' ? (
        <Slide label={label} before={before} after={after} />
      ) : (
        [before, after].map((side) => (
          <div key={side.url} className={styles.half}>
            <TransformWrapper minScale={1} maxScale={10} doubleClick={{ mode: 'toggle' }}>
              <TransformComponent wrapperStyle={FILL} contentStyle={FILL}>
                <Picture side={side} label={label} />
              </TransformComponent>
            </TransformWrapper>
            <span className={styles.caption}>{side.caption}</span>
          </div>
        ))
      )}
    </section>
  )
}

function Slide({ label, before, after }: Pick<Props, 'label' | 'before' | 'after'>) {
  const [part, setPart] = useState(50)
  return (
    <>
      <div className={styles.half}>
        <TransformWrapper minScale={1} maxScale={10} doubleClick={{ mode: 'toggle' }}>
          <TransformComponent wrapperStyle={FILL} contentStyle={FILL}>
            <div className={styles.stack}>
              <Picture side={before} label={label} />
              <div className={styles.over} style={{ clipPath: `inset(0 0 0 ${part}%)` }}>
                <Picture side={after} label={label} />
              </div>
              <div className={styles.edge} style={{ left: `${part}%` }} />
            </div>
          </TransformComponent>
        </TransformWrapper>
        <span className={styles.caption}>左：{before.caption}</span>
        <span className={`${styles.caption} ${styles.right}`}>右：{after.caption}</span>
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={part}
        aria-label="新旧照片的分界"
        className={styles.slider}
        onChange={(event) => setPart(Number(event.target.value))}
      />
    </>
  )
}

function Picture({ side, label }: { side: Side; label: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: private bytes behind a session, already sized by us
    <img className={styles.picture} src={side.url} alt={`${label}，${side.caption}`} draggable={false} />
  )
}
