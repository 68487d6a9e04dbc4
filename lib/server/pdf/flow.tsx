import { Image, StyleSheet, Text, View } from '@react-pdf/renderer'
import { type Block, type Pair, type PaperPhoto, pairRows } from '@/lib/core/paper'
import { POINTS_PER_MM, SceneView } from './scene'
import { LINE, TableView } from './table'
import { Words } from './words'

const PHOTOS_IN_A_ROW = 5

const styles = StyleSheet.create({
  heading: { fontSize: 9.5, fontWeight: 700, marginTop: 7, marginBottom: 3 },
  // Every row has its own top border, overlapping the bottom one of the row before: a table may continue on the next page.
  firstRow: { flexDirection: 'row', borderTop: LINE, borderLeft: LINE },
  nextRow: { flexDirection: 'row', borderTop: LINE, borderLeft: LINE, marginTop: -0.6 },
  photoRow: { flexDirection: 'row' },
  label: {
    width: 84,
    padding: '2.5 4',
    backgroundColor: '#f2f4f8',
    borderRight: LINE,
    borderBottom: LINE,
    justifyContent: 'center',
  },
  value: {
    padding: '2.5 5',
    borderRight: LINE,
    borderBottom: LINE,
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: 0,
  },
  pair: { flexDirection: 'row', width: '50%' },
  widePair: { flexDirection: 'row', width: '100%' },
  strong: { fontSize: 12, fontWeight: 700 },
  paragraph: { marginTop: 8 },
  step: { flexDirection: 'row', marginTop: 3 },
  stepNumber: { width: 18 },
  stepText: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  scene: { marginTop: 4, marginBottom: 3, alignItems: 'center' },
  caption: { fontSize: 7.5, color: '#444444', marginTop: 2, textAlign: 'center' },
  photo: { width: `${100 / PHOTOS_IN_A_ROW}%`, padding: 2 },
  picture: { height: 66, objectFit: 'contain', backgroundColor: '#f2f4f8' },
  absent: { height: 66, backgroundColor: '#f2f4f8', justifyContent: 'center' },
  signatures: { flexDirection: 'row', marginTop: 14, gap: 12 },
  signature: { flexGrow: 1, flexShrink: 1, flexBasis: 0, borderTop: LINE, paddingTop: 3, marginTop: 30 },
})

/**
 * The blocks of a flowing paper. A heading stays on the page of what follows it: a table's first row, a drawing.
 */
export function FlowBlocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => {
    const before = blocks[index - 1]
    const heading = before?.kind === 'heading' ? before.text : undefined
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
    return <BlockView key={index} block={block} heading={heading} />
  })
}

function Heading({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <Text style={styles.heading}>
      <Words>{text}</Words>
    </Text>
  )
}

function BlockView({ block, heading }: { block: Block; heading: string | undefined }) {
  switch (block.kind) {
    case 'heading':
      return null
    case 'pairs':
      return <PairTable pairs={block.pairs} heading={heading} />
    case 'paragraph':
      return (
        <View wrap={false}>
          <Heading text={heading} />
          <Text style={styles.paragraph}>
            <Words>{block.text}</Words>
          </Text>
        </View>
      )
    case 'steps':
      return <Steps items={block.items} heading={heading} />
    case 'scene':
      return (
        <View wrap={false}>
          <Heading text={heading} />
          <View style={styles.scene}>
            <SceneView scene={block.scene} width={block.scene.width * POINTS_PER_MM} />
            <Text style={styles.caption}>
              <Words>{block.caption}</Words>
            </Text>
          </View>
        </View>
      )
    case 'photos':
      return <Photos photos={block.photos} heading={heading} />
    case 'table':
      return <TableView table={block} heading={<Heading text={heading} />} />
    case 'signatures':
      return (
        <View style={styles.signatures} wrap={false}>
          {block.items.map((item) => (
            <Text key={item} style={styles.signature}>
              <Words>{item}</Words>
            </Text>
          ))}
        </View>
      )
  }
}

function PairTable({ pairs, heading }: { pairs: readonly Pair[]; heading: string | undefined }) {
  return pairRows(pairs).map((row, index) => (
    <View key={row.map((pair) => pair.label).join()} wrap={false}>
      {index === 0 ? <Heading text={heading} /> : null}
      <View style={index === 0 ? styles.firstRow : styles.nextRow}>
        {row.map((pair) => (
          <View key={pair.label} style={pair.wide ? styles.widePair : styles.pair}>
            <View style={styles.label}>
              <Text>
                <Words>{pair.label}</Words>
              </Text>
            </View>
            <Text style={pair.strong ? [styles.value, styles.strong] : styles.value}>
              <Words>{pair.value}</Words>
            </Text>
          </View>
        ))}
      </View>
    </View>
  ))
}

function Steps({ items, heading }: { items: readonly string[]; heading: string | undefined }) {
  return items.map((item, index) => (
    <View key={item} wrap={false}>
      {index === 0 ? <Heading text={heading} /> : null}
      <View style={styles.step}>
        <Text style={styles.stepNumber}>{index + 1}.</Text>
        <Text style={styles.stepText}>
          <Words>{item}</Words>
        </Text>
      </View>
    </View>
  ))
}

function Photos({ photos, heading }: { photos: readonly PaperPhoto[]; heading: string | undefined }) {
  const rows = Array.from({ length: Math.ceil(photos.length / PHOTOS_IN_A_ROW) }, (_, row) =>
    photos.slice(row * PHOTOS_IN_A_ROW, (row + 1) * PHOTOS_IN_A_ROW),
  )
  return rows.map((row, index) => (
    <View key={row.map((photo) => photo.label).join()} wrap={false}>
      {index === 0 ? <Heading text={heading} /> : null}
      <View style={styles.photoRow}>
        {row.map((photo) => (
          <PhotoView key={photo.label} photo={photo} />
        ))}
      </View>
    </View>
  ))
}

function PhotoView({ photo }: { photo: PaperPhoto }) {
  return (
    <View style={styles.photo}>
      {photo.bytes ? (
        <Image style={styles.picture} src={{ data: Buffer.from(photo.bytes), format: 'jpg' }} />
      ) : (
        <View style={styles.absent}>
          <Text style={styles.caption}>照片文件缺失</Text>
        </View>
      )}
      <Text style={styles.caption}>
        <Words>{photo.label}</Words>
      </Text>
    </View>
  )
}
