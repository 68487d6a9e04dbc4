import css from './counter.module.css'

/** The front of the machine, for recognising it; without a picture the place stays. */
export function MachinePhoto({ url, size }: { url: string | null; size: 'small' | 'large' }) {
  const look = size === 'small' ? css.photoSmall : css.photoLarge
  if (!url) return <span className={look}>无照片</span>
  return (
    // biome-ignore lint/performance/noImgElement: already a thumbnail, and only for those who may see it
    <img className={look} src={url} alt="机身正面" />
  )
}
