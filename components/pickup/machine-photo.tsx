import css from './counter.module.css'

/** Front photo of the machine; without one a placeholder of the same size. */
export function MachinePhoto({ url, size }: { url: string | null; size: 'small' | 'large' }) {
  const photoClass = size === 'small' ? css.photoSmall : css.photoLarge
  if (!url) return <span className={photoClass}>无照片</span>
  return (
    // biome-ignore lint/performance/noImgElement: already a thumbnail, and only for those who may see it
    <img className={photoClass} src={url} alt="机身正面" />
  )
}
