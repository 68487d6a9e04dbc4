import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { chartColours, palette } from './palette'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** What a chart shows; it knows nothing of what is counted. */
export type Picture = {
  /** Lying bars for names, standing columns and lines for what follows one another. */
  form: 'bars' | 'columns' | 'lines'
  names: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
}

export type OpenChart = {
  show(picture: Picture, onPick: ((index: number) => void) | undefined): void
  close(): void
}

const INK = palette.inkMedium
const LINE = palette.line

/** An empty chart that is as wide as its box, and stays so. */
export function openChart(box: HTMLElement): OpenChart {
  const chart = init(box, undefined, { renderer: 'svg' })
  // Room for words is measured on a canvas, which inherits no font.
  const { fontFamily } = getComputedStyle(box)
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(box)
  return {
    show: (picture, onPick) => {
      chart.setOption({ ...optionOf(picture, onPick !== undefined), textStyle: { fontFamily } }, true)
      chart.off('click')
      if (onPick) chart.on('click', ({ dataIndex }: { dataIndex?: number }) => onPick(dataIndex ?? 0))
    },
    close: () => {
      watcher.disconnect()
      chart.dispose()
    },
  }
}

function optionOf({ form, names, series }: Picture, pickable: boolean): EChartsCoreOption {
  const counts = {
    type: 'value',
    minInterval: 1,
    // Beside its table a lying picture has room for few numbers.
    splitNumber: form === 'bars' ? 3 : 5,
    axisLabel: { color: INK, formatter: shortCount, hideOverlap: true },
    splitLine: { lineStyle: { color: LINE } },
  }
  const labels = {
    type: 'category',
    data: [...names],
    inverse: form === 'bars',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK, width: form === 'bars' ? 96 : undefined, overflow: 'truncate' },
  }
  const several = series.length > 1
  return {
    animation: false,
    color: chartColours,
    grid: { left: 4, right: 16, top: several ? 32 : 8, bottom: 4, containLabel: true },
    legend: several ? { top: 0, left: 0, itemHeight: 8, textStyle: { color: INK } } : undefined,
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: form === 'lines' ? 'line' : 'shadow' },
      confine: true,
      valueFormatter: (value: number) => value.toLocaleString('en-US'),
    },
    xAxis: form === 'bars' ? counts : labels,
    yAxis: form === 'bars' ? labels : counts,
    series: series.map(({ name, values }) => ({
      name,
      type: form === 'lines' ? 'line' : 'bar',
      data: [...values],
      barMaxWidth: 22,
      symbolSize: 5,
      cursor: pickable ? 'pointer' : 'default',
    })),
  }
}

/** 120000 → 12万: an axis has no room for more. */
function shortCount(value: number): string {
  return value >= 10_000 ? `${value / 10_000}万` : String(value)
}
