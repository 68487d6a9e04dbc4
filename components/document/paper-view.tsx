// Rare ideographs as in the PDF, split into small files: a browser fetches only those it needs.
import 'hanamin/HanaMin.min.css'
import { type Block, type Pair, type Paper, type PaperPhoto, pairRows } from '@/lib/core/paper'
import { PaperText } from './boxed'
import css from './paper.module.css'
import { PaperScene } from './paper-scene'
import { PaperTable } from './paper-table'

/** A paper as HTML, from the same description as its PDF. */
export function PaperView({ paper }: { paper: Paper }) {
  if (paper.kind === 'drawn') {
    return paper.pages.map((scene, index) => (
      <div
        // biome-ignore lint/suspicious/noArrayIndexKey: pages stay where they are
        key={index}
        className={scene.width > 300 ? css.stripPage : css.cardPage}
      >
        <PaperScene scene={scene} />
      </div>
    ))
  }
  return (
    <article className={css.flowPage}>
      <h1>
        <PaperText>{paper.heading}</PaperText>
      </h1>
      {paper.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks stay where they are
        <BlockView key={index} block={block} />
      ))}
      <footer>
        <PaperText>{paper.footer}</PaperText>
      </footer>
    </article>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2>
          <PaperText>{block.text}</PaperText>
        </h2>
      )
    case 'pairs':
      return <Pairs pairs={block.pairs} />
    case 'paragraph':
      return (
        <p className={css.paragraph}>
          <PaperText>{block.text}</PaperText>
        </p>
      )
    case 'steps':
      return (
        <ol className={css.steps}>
          {block.items.map((item) => (
            <li key={item}>
              <PaperText>{item}</PaperText>
            </li>
          ))}
        </ol>
      )
    case 'scene':
      return (
        <figure className={css.scene}>
          <PaperScene scene={block.scene} />
          <figcaption>
            <PaperText>{block.caption}</PaperText>
          </figcaption>
        </figure>
      )
    case 'photos':
      return <Photos photos={block.photos} />
    case 'table':
      return <PaperTable table={block} />
    case 'signatures':
      return (
        <div className={css.signatures}>
          {block.items.map((item) => (
            <span key={item}>
              <PaperText>{item}</PaperText>
            </span>
          ))}
        </div>
      )
  }
}

function Pairs({ pairs }: { pairs: readonly Pair[] }) {
  return (
    <dl className={css.pairs}>
      {pairRows(pairs)
        .flat()
        .map((pair) => (
          <div key={pair.label} className={pair.wide ? css.wide : undefined}>
            <dt>{pair.label}</dt>
            <dd className={pair.strong ? css.strong : undefined}>
              <PaperText>{pair.value}</PaperText>
            </dd>
          </div>
        ))}
    </dl>
  )
}

function Photos({ photos }: { photos: readonly PaperPhoto[] }) {
  return (
    <ul className={css.photos}>
      {photos.map((photo) => (
        <li key={photo.label}>
          {/* biome-ignore lint/performance/noImgElement: already a thumbnail, and only for those who may see it */}
          <img src={photo.url} alt={photo.label} />
          <span>{photo.label}</span>
        </li>
      ))}
    </ul>
  )
}
