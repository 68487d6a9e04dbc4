'use client'

import {
  CompressOutlined,
  FullscreenOutlined,
  RotateLeftOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type ReactZoomPanPinchRef, TransformComponent, TransformWrapper } from 'react-zoom-pan-pinch'
import { chinaTime } from '@/lib/core/clock'
import type { DeskPhoto } from './desk-photo'
import { PhotoPicture } from './photo-picture'
import styles from './photo-viewer.module.css'

const FILL = { width: '100%', height: '100%' }
/** Elements on which a press begins a selection. */
const TEXT = ['text']

/** Actions of the viewer that the desk's keys call. */
export type ViewerHandle = { zoomIn(): void; zoomOut(): void; rotate(): void; fullScreen(): void }

/** One large photo: zoom by wheel, drag, rotate, full screen. */
export function PhotoViewer({
  photo,
  register,
  over,
}: {
  photo: DeskPhoto | undefined
  register: (handle: ViewerHandle) => void
  /** Laid over the photo, moved and turned with it; its texts are selected, not dragged. */
  over?: ReactNode
}) {
  const frame = useRef<HTMLDivElement>(null)
  const zoom = useRef<ReactZoomPanPinchRef>(null)
  const [quarterTurns, setQuarterTurns] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: reset for another photo
  useEffect(() => {
    setQuarterTurns(0)
    void zoom.current?.resetTransform(0)
  }, [photo?.photoId])

  const handle: ViewerHandle = {
    zoomIn: () => void zoom.current?.zoomIn(0.5),
    zoomOut: () => void zoom.current?.zoomOut(0.5),
    rotate: () => setQuarterTurns((before) => before + 1),
    fullScreen: () => toggleFullScreen(frame.current),
  }
  useEffect(() => register(handle))

  if (!photo) {
    return (
      <div className={styles.viewer}>
        <p className={styles.noPhoto}>没有照片</p>
      </div>
    )
  }
  return (
    <div className={styles.viewer} ref={frame}>
      <TransformWrapper
        ref={zoom}
        minScale={1}
        maxScale={10}
        doubleClick={{ mode: 'toggle', excluded: TEXT }}
        panning={{ excluded: TEXT }}
      >
        <TransformComponent wrapperStyle={FILL} contentStyle={FILL}>
          <PhotoPicture key={photo.photoId} photo={photo} quarterTurns={quarterTurns} over={over} />
        </TransformComponent>
      </TransformWrapper>
      <div className={styles.tools} role="toolbar" aria-label="照片工具">
        <Tool title="放大 (+)" icon={<ZoomInOutlined />} onClick={handle.zoomIn} />
        <Tool title="缩小 (-)" icon={<ZoomOutOutlined />} onClick={handle.zoomOut} />
        <Tool title="还原" icon={<CompressOutlined />} onClick={() => void zoom.current?.resetTransform()} />
        <Tool title="向左旋转" icon={<RotateLeftOutlined />} onClick={() => setQuarterTurns((n) => n - 1)} />
        <Tool title="向右旋转 (O)" icon={<RotateRightOutlined />} onClick={handle.rotate} />
        <Tool title="全屏 (F)" icon={<FullscreenOutlined />} onClick={handle.fullScreen} />
      </div>
      <Caption photo={photo} />
    </div>
  )
}

function Tool({ title, icon, onClick }: { title: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <Tooltip title={title} placement="bottom">
      <Button type="text" size="small" aria-label={title} icon={icon} onClick={onClick} />
    </Tooltip>
  )
}

function Caption({ photo }: { photo: DeskPhoto }) {
  const taken = photo.takenAt ? `拍摄于 ${chinaTime(new Date(photo.takenAt))}` : '照片未带拍摄时间'
  const place = photo.latitude !== null && photo.longitude !== null
  return (
    <div className={styles.caption}>
      <strong>{photo.label}</strong>
      <span>
        {taken}
        {place ? ` · ${photo.latitude?.toFixed(4)}, ${photo.longitude?.toFixed(4)}` : ''}
      </span>
    </div>
  )
}

function toggleFullScreen(element: HTMLElement | null) {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void element?.requestFullscreen()
}
