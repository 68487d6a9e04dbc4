import { Image } from 'antd'
import { MAX_SUCCESSION_PHOTOS } from '@/lib/features/succession/schema/office'
import styles from './succession.module.css'
import type { Photos } from './use-photos'

/** Picks photos of papers, and shows what has been picked. */
export function PhotoPicker({ photos, label }: { photos: Photos; label: string }) {
  const { all } = photos
  return (
    <section aria-label={label}>
      <Image.PreviewGroup>
        <ul className={styles.photos}>
          {all.map(({ key, preview, stored, fault }, index) => (
            <li key={key}>
              <Image src={preview} alt={`${label} ${index + 1}`} width={72} height={72} />
              <span role="status" className={fault ? styles.fault : styles.quiet}>
                {fault ?? (stored ? '已上传' : '正在上传…')}
              </span>
              <button
                type="button"
                onClick={() => photos.remove(key)}
                aria-label={`删除${label} ${index + 1}`}
              >
                删除
              </button>
            </li>
          ))}
        </ul>
      </Image.PreviewGroup>
      {all.length < MAX_SUCCESSION_PHOTOS && (
        <label className={styles.pick}>
          添加照片或扫描件
          <input
            type="file"
            accept="image/*"
            multiple
            onChange={({ target }) => {
              photos.add([...(target.files ?? [])])
              target.value = ''
            }}
          />
        </label>
      )}
    </section>
  )
}
