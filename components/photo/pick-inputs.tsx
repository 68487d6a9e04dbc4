'use client'

import { type ChangeEvent, useId } from 'react'
import styles from './photo-slot.module.css'

/** Asked in these words an iPhone gives a JPEG, made by itself, of a photo that it stores as HEIC. */
const COMMON = 'image/jpeg,image/png,image/webp'
/** Other phones give what they store; the names as well, since files from a chat have no type. */
const ACCEPTED = `${COMMON},image/heic,image/heif,image/avif,.heic,.heif`

const accepted = (): string =>
  typeof navigator !== 'undefined' && /iPhone|iPad|iPod/.test(navigator.userAgent) ? COMMON : ACCEPTED

type Props = {
  /** What is photographed, for those who hear the page: 机身正面照片. */
  name: string
  words?: { camera: string; album: string }
  /** The album gives several at once. */
  several?: boolean
  /** Id of the album's input, so that a larger label (the drawing) opens it too. */
  albumId?: string
  describedBy?: string
  invalid?: boolean
  onPick: (files: File[]) => void
}

/**
 * Camera and album, as two native inputs behind their labels: the one thing that every phone's browser and WeChat's
 * web-view open by touch and by keyboard alike.
 */
export function PickInputs({ name, words, several, albumId, describedBy, invalid, onPick }: Props) {
  const own = useId()
  const { camera, album } = words ?? { camera: '拍照', album: '从相册选择' }
  const picked = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // The same picture may be chosen again after it was removed.
    event.target.value = ''
    if (files.length > 0) onPick(files)
  }
  const common = {
    type: 'file',
    accept: accepted(),
    // The server does not ask who comes.
    suppressHydrationWarning: true,
    className: 'visually-hidden',
    onChange: picked,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
  } as const
  return (
    <>
      <label className={styles.button}>
        <input {...common} capture="environment" aria-label={`${camera}：${name}`} />
        {camera}
      </label>
      <label className={styles.button}>
        <input {...common} id={albumId ?? own} multiple={several} aria-label={`${album}：${name}`} />
        {album}
      </label>
    </>
  )
}
