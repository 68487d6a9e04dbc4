import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { chartColours, palette } from './palette'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** Data of a chart, whatever is counted. */
export type ChartData = {
  /** Horizontal bars for names, vertical columns and lines for sequences. */
  kind: 'bars' | 'columns' | 'lines'
  names: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
}

export type OpenChart = {
  show(data: ChartData, onPick: ((index: number) => void) | undefined): void
  close(): void
}

const INK = palette.inkMedium
const LINE = palette.line

/** Creates an empty chart that follows the size of its box. */
export function openChart(box: HTMLElement): OpenChart {
  const chart = init(box, undefined, { renderer: 'svg' })
  // Text is measured on a canvas, which inherits no font.
  const { fontFamily } = getComputedStyle(box)
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(box)
  return {
    show: (data, onPick) => {
      chart.setOption({ ...optionOf(data, onPick !== undefined), textStyle: { fontFamily } }, true)
      chart.off('click')
      if (onPick) chart.on('click', ({ dataIndex }: { dataIndex?: number }) => onPick(dataIndex ?? 0))
    },
    close: () => {
      observer.disconnect()
      chart.dispose()
    },
  }
}

function optionOf({ kind, names, series }: ChartData, pickable: boolean): EChartsCoreOption {
  const counts = {
    type: 'value',
    minInterval: 1,
    // Beside its table a bar chart has room for few axis labels.
    splitNumber: kind === 'bars' ? 3 : 5,
    axisLabel: { color: INK, formatter: shortCount, hideOverlap: true },
    splitLine: { lineStyle: { color: LINE } },
  }
  const labels = {
    type: 'category',
    data: [...names],
    inverse: kind === 'bars',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK, width: kind === 'bars' ? 96 : undefined, overflow: 'truncate' },
  }
  const several = series.length > 1
  return {
    animation: false,
    color: chartColours,
    grid: { left: 4, right: 16, top: several ? 32 : 8, bottom: 4, containLabel: true },
    legend: several ? { top: 0, left: 0, itemHeight: 8, textStyle: { color: INK } } : undefined,
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: kind === 'lines' ? 'line' : 'shadow' },
      confine: true,
      valueFormatter: (value: number) => value.toLocaleString('en-US'),
    },
    xAxis: kind === 'bars' ? counts : labels,
    yAxis: kind === 'bars' ? labels : counts,
    series: series.map(({ name, values }) => ({
      name,
      type: kind === 'lines' ? 'line' : 'bar',
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
