import { Image } from 'antd'

type Photo = { photoId: string; url: string; thumbnailUrl: string }

/** Photos of papers in a row, large on a click. */
export function Scans({ photos, label }: { photos: readonly Photo[]; label: string }) {
  return (
    <span style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
      <Image.PreviewGroup>
        {photos.map(({ photoId, url, thumbnailUrl }, index) => (
          <Image
            key={photoId}
            src={thumbnailUrl}
            preview={{ src: url }}
            alt={`${label} ${index + 1}`}
            width={72}
            height={72}
            style={{ objectFit: 'cover' }}
          />
        ))}
      </Image.PreviewGroup>
    </span>
  )
}
