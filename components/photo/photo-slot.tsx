'use client'

import { type ReactNode, useId, useState } from 'react'
import { OwnerImage } from '@/components/mobile/owner-image'
import { PictureView } from '@/components/mobile/picture-view'
import { PictureError, shrinkPicture } from '@/lib/client/shrink-picture'
import type { ShownPhoto } from '@/lib/features/draft/rules/record'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import styles from './photo-slot.module.css'
import { PickInputs } from './pick-inputs'
import { RemovePhoto } from './remove-photo'

type Props = {
  slot: PhotoSlot
  label: string
  hint?: string
  required?: boolean
  /** Example drawing, shown while there is no photo. */
  example: ReactNode
  shown?: ShownPhoto
  /** Upload progress of a waiting photo, 0 to 1. */
  progress?: number
  /** Fault of the photo, or of its absence. */
  fault?: string
  /** The caller is making the photo smaller (several chosen at once). */
  preparing?: boolean
  /** Called with the picture to upload: made smaller, with its EXIF data. */
  onPick: (file: File) => void | Promise<void>
  /** Called with a promise that settles once a chosen picture has been made smaller and passed to `onPick`, or has failed. */
  onReading?: (reading: Promise<void>) => void
  onRemove: () => void
  onRetry: () => void
  onGuide?: () => void
  onMove?: () => void
  /** Below the hints of a stored photo. */
  children?: ReactNode
}

/** One photo of a filing: the example, or the uploading or stored photo, and its actions. */
export function PhotoSlotCard(props: Props) {
  const { slot, label, hint, required, shown, onPick } = props
  const [shrinking, setShrinking] = useState(false)
  const [readFault, setReadFault] = useState<string>()
  const ids = useId()
  const uploadFault = shown?.state === 'faulty' ? shown.fault : undefined
  const fault = readFault ?? uploadFault ?? props.fault
  const pick = async ([file]: File[]) => {
    if (!file) return
    setReadFault(undefined)
    setShrinking(true)
    try {
      await onPick(await shrinkPicture(file))
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      setReadFault(error.message)
    } finally {
      setShrinking(false)
    }
  }
  const busy = shrinking || props.preparing
  return (
    <section id={`photos.${slot}`} tabIndex={-1} className={styles.card} aria-labelledby={`${ids}-label`}>
      <Picture {...props} busy={busy} albumId={`${ids}-album`} />
      <h3 id={`${ids}-label`} className={styles.label}>
        {label}
        {required && <span className={styles.required}>必传</span>}
      </h3>
      {hint && (
        <p id={`${ids}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {shown?.state === 'stored' && <Hints texts={shown.hints} />}
      {props.children}
      {fault && (
        <p id={`${ids}-fault`} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
      <div className={styles.actions}>
        {uploadFault && !readFault && (
          <button type="button" className={styles.button} onClick={props.onRetry}>
            重试
          </button>
        )}
        <PickInputs
          name={label}
          labels={shown ? { camera: '重拍', album: '换一张' } : undefined}
          albumId={`${ids}-album`}
          describedBy={fault ? `${ids}-fault` : hint && `${ids}-hint`}
          invalid={fault !== undefined}
          onPick={(files) => {
            const reading = pick(files)
            props.onReading?.(reading)
          }}
        />
        <Actions {...props} />
      </div>
    </section>
  )
}

/** What may make the photo hard to read: the owner decides whether to take another. */
function Hints({ texts = [] }: { texts?: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <p role="status" className={styles.doubt}>
      {texts.join('；')}，建议重拍
    </p>
  )
}

/** The example until there is a photo; then the photo, which opens large, with its upload progress. */
function Picture({
  label,
  example,
  shown,
  progress,
  busy,
  albumId,
}: Props & { busy?: boolean; albumId: string }) {
  const [open, setOpen] = useState(false)
  const note = <Progress label={label} shown={shown} progress={progress} busy={busy} />
  if (!shown) {
    return (
      <div className={styles.frame}>
        {/* The text is in the input's own label. */}
        <label htmlFor={albumId} className={styles.example} aria-hidden="true">
          {example}
        </label>
        {note}
      </div>
    )
  }
  const [small, large] = shown.state === 'stored' ? [shown.thumbnailUrl, shown.url] : [shown.blob, shown.blob]
  return (
    <div className={styles.frame}>
      <button
        type="button"
        className={styles.thumbnail}
        aria-label={`查看大图：${label}`}
        onClick={() => setOpen(true)}
      >
        <OwnerImage source={small} alt={label} />
      </button>
      {note}
      {open && <PictureView source={large} title={label} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Progress({
  label,
  shown,
  progress,
  busy,
}: Pick<Props, 'label' | 'shown' | 'progress'> & { busy?: boolean }) {
  if (busy) {
    return (
      <p role="status" className={styles.progress}>
        正在压缩…
      </p>
    )
  }
  if (shown?.state !== 'waiting') return null
  if (progress === undefined) {
    return <p className={styles.progress}>{shown.onPhone ? '等待上传，已保存在本机' : '等待上传'}</p>
  }
  const percent = Math.round(progress * 100)
  return (
    <div
      role="progressbar"
      aria-label={`上传${label}`}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={styles.progress}
    >
      <span className={styles.bar} style={{ width: `${percent}%` }} />
      {percent < 100 ? `正在上传 ${percent}%` : '已发出，等待确认'}
    </div>
  )
}

function Actions({ label, shown, onGuide, onMove, onRemove }: Props) {
  const [removing, setRemoving] = useState(false)
  return (
    <>
      {shown && onMove && (
        <button type="button" className={styles.button} aria-label={`移动：${label}`} onClick={onMove}>
          移动
        </button>
      )}
      {shown && (
        <button
          type="button"
          className={styles.button}
          aria-label={`删除：${label}`}
          onClick={() => setRemoving(true)}
        >
          删除
        </button>
      )}
      {onGuide && (
        <button
          type="button"
          className={styles.guide}
          aria-label={`说明：在哪里找${label}`}
          onClick={onGuide}
        >
          说明：在哪里找
        </button>
      )}
      {removing && <RemovePhoto label={label} onRemove={onRemove} onClose={() => setRemoving(false)} />}
    </>
  )
}
