import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { type DrawnPaper, type FlowPaper, type Paper, textsOf } from '@/lib/core/paper'
import { FlowBlocks } from './flow'
import { MAIN_FONT } from './font-chain'
import { withFonts } from './font-store'
import { POINTS_PER_MM, SceneView } from './scene'
import { Words } from './words'

const MARGIN = 14 * POINTS_PER_MM

const styles = StyleSheet.create({
  page: {
    fontFamily: MAIN_FONT,
    fontSize: 8.5,
    paddingTop: MARGIN,
    paddingHorizontal: MARGIN,
    paddingBottom: 46,
  },
  heading: { fontSize: 17, fontWeight: 700, textAlign: 'center', marginBottom: 9 },
  footer: {
    position: 'absolute',
    left: MARGIN,
    right: MARGIN,
    bottom: 20,
    flexDirection: 'row',
    borderTop: '0.5 solid #999999',
    paddingTop: 3,
    fontSize: 7.5,
    color: '#444444',
  },
  footerText: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
})

/**
 * The PDF of a paper: embedded fonts, searchable text, vector drawings. A character that no font contains is a crossed
 * box; check with `unprintable` beforehand.
 * @throws Error when a picture or a font cannot be read: a bug
 */
export async function renderLoaded(paper: Paper): Promise<Buffer> {
  return withFonts(textsOf(paper), () =>
    renderToBuffer(paper.kind === 'flow' ? flowDocument(paper) : drawnDocument(paper)),
  )
}

function flowDocument(paper: FlowPaper) {
  return (
    <Document title={paper.title} language="zh-CN">
      <Page size="A4" style={styles.page}>
        {paper.part && paper.part.page > 1 ? null : (
          <Text style={styles.heading}>
            <Words>{paper.heading}</Words>
          </Text>
        )}
        <FlowBlocks blocks={paper.blocks} />
        <View style={styles.footer} fixed>
          <Text style={styles.footerText}>
            <Words>{paper.footer}</Words>
          </Text>
          <Text
            render={({ pageNumber, totalPages }) =>
              `第 ${paper.part?.page ?? pageNumber} 页，共 ${paper.part?.of ?? totalPages} 页`
            }
          />
        </View>
      </Page>
    </Document>
  )
}

function drawnDocument(paper: DrawnPaper) {
  return (
    <Document title={paper.title} language="zh-CN">
      {paper.pages.map((scene, index) => {
        const size: [number, number] = [scene.width * POINTS_PER_MM, scene.height * POINTS_PER_MM]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
          <Page key={index} size={size} wrap={false}>
            <SceneView scene={scene} width={size[0]} />
          </Page>
        )
      })}
    </Document>
  )
}
