'use client'

import { type ChangeEvent, useId } from 'react'
import styles from './photo-slot.module.css'

/** With these types an iPhone itself converts a photo stored as HEIC to JPEG. */
const COMMON = 'image/jpeg,image/png,image/webp'
/** Other phones return the stored file. File extensions as well, since files from a chat have no type. */
const ACCEPTED = `${COMMON},image/heic,image/heif,image/avif,.heic,.heif`

/** Other phones open their camera for this; for a list with file extensions they may open their files in its place. */
const FROM_CAMERA = 'image/*'

const isApple = () => typeof navigator !== 'undefined' && /iPhone|iPad|iPod/.test(navigator.userAgent)

type Props = {
  /** Subject of the photo, for the accessible name, e.g. 机身正面照片. */
  name: string
  labels?: { camera: string; album: string }
  /** Several pictures may be chosen from the album. */
  several?: boolean
  /** Id of the album's input, so that a larger label (the drawing) opens it as well. */
  albumId?: string
  describedBy?: string
  invalid?: boolean
  onPick: (files: File[]) => void
}

/**
 * Camera and album as two native inputs inside their labels: the only control that every phone's browser and WeChat's
 * web-view open by touch and by keyboard.
 */
export function PickInputs({ name, labels, several, albumId, describedBy, invalid, onPick }: Props) {
  const fallbackId = useId()
  const { camera, album } = labels ?? { camera: '拍照', album: '从相册选择' }
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // Lets the same picture be chosen again after it was removed.
    event.target.value = ''
    if (files.length > 0) onPick(files)
  }
  const common = {
    type: 'file',
    // The server renders `accept` without knowing the user agent.
    suppressHydrationWarning: true,
    className: 'visually-hidden',
    onChange: onChange,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
  } as const
  return (
    <>
      <label className={styles.button}>
        <input
          {...common}
          accept={isApple() ? COMMON : FROM_CAMERA}
          capture="environment"
          aria-label={`${camera}：${name}`}
        />
        {camera}
      </label>
      <label className={styles.button}>
        <input
          {...common}
          accept={isApple() ? COMMON : ACCEPTED}
          id={albumId ?? fallbackId}
          multiple={several}
          aria-label={`${album}：${name}`}
        />
        {album}
      </label>
    </>
  )
}
