import { ReloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { DeskPhoto } from './desk-photo'
import styles from './photo-picture.module.css'

type State = 'loading' | 'shown' | 'failed'
type Props = { photo: DeskPhoto; quarterTurns: number; over?: ReactNode }

/** The photo: its thumbnail until it is there, and plain words when it could not be loaded. Remounted for each photo. */
export function PhotoPicture({ photo, quarterTurns, over }: Props) {
  const [state, setState] = useState<State>('loading')
  const [attempt, setAttempt] = useState(0)
  const full = useRef<HTMLImageElement>(null)

  // A photo that was fetched ahead, or that came before this script, fires no event any more.
  useLayoutEffect(() => {
    if (full.current?.complete) setState(full.current.naturalWidth > 0 ? 'shown' : 'failed')
  }, [])

  const retry = () => {
    setAttempt(attempt + 1)
    setState('loading')
  }
  return (
    <div className={styles.layers} style={{ transform: `rotate(${quarterTurns * 90}deg)` }}>
      {state === 'shown' ? null : <Preview photo={photo} />}
      {state === 'failed' ? (
        <div className={styles.failed} role="alert" style={{ transform: `rotate(${quarterTurns * -90}deg)` }}>
          <p>
            “{photo.label}”没有读到{attempt > 0 ? '，再试也没有成功' : ''}
          </p>
          <Button icon={<ReloadOutlined />} onClick={retry}>
            重新读取
          </Button>
        </div>
      ) : (
        // biome-ignore lint/performance/noImgElement: private bytes behind a session, already sized by us
        <img
          key={attempt}
          ref={full}
          className={styles.picture}
          src={photo.url}
          alt={photo.label}
          data-photo={photo.photoId}
          draggable={false}
          onLoad={({ currentTarget }) => {
            setState('shown')
            // Also of a filing that is rendered ahead, hidden: it has only to be painted when it is shown.
            currentTarget.decode().catch(() => undefined)
          }}
          onError={() => setState('failed')}
        />
      )}
      {state === 'shown' ? over : null}
    </div>
  )
}

/** Seen at once, since the strip has loaded it; behind it the words for a thumbnail that is not there either. */
function Preview({ photo }: { photo: DeskPhoto }) {
  return (
    <>
      <p className={styles.waiting}>正在读取照片…</p>
      {/* biome-ignore lint/performance/noImgElement: private bytes behind a session */}
      <img className={styles.picture} src={photo.thumbnailUrl} alt="" draggable={false} />
    </>
  )
}
