'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Cascader } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { divisionOptions } from '@/lib/features/division/api'
import type { DivisionDto } from '@/lib/features/division/schema'

type Node = { value: string; label: string; isLeaf: boolean; children?: Node[] }

const nodeOf = (division: DivisionDto): Node => ({
  value: division.code,
  label: division.name,
  isLeaf: division.leaf,
})

/**
 * Province, city, district, each level asked for when it is opened. As a form field its value is one code.
 * @param anyLevel a bureau may stand for a city or a province; a filing names a district
 */
export function DivisionPicker({
  id,
  value,
  onChange,
  anyLevel = false,
  placeholder = '省、市、区县',
}: {
  id?: string
  value?: string
  onChange?: (code: string | undefined) => void
  anyLevel?: boolean
  placeholder?: string
}) {
  const client = useQueryClient()
  const [nodes, setNodes] = useState<Node[]>([])
  const [failed, setFailed] = useState(false)

  const below = useCallback(
    async (parent?: string) => (await client.fetchQuery(divisionOptions(parent))).data.map(nodeOf),
    [client],
  )

  /** The tree opened down to the chosen division, so that its name is shown. */
  const open = useCallback(
    async (code: string | undefined) => {
      const tops = await below()
      const province = tops.find((node) => code?.startsWith(node.value.slice(0, 2)))
      if (province && code !== province.value) {
        province.children = await below(province.value)
        const city = province.children.find(
          (node) => code?.startsWith(node.value.slice(0, 4)) && !node.isLeaf,
        )
        if (city && code !== city.value) city.children = await below(city.value)
      }
      return tops
    },
    [below],
  )

  useEffect(() => {
    let current = true
    open(value).then(
      (tree) => current && setNodes(tree),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [open, value])

  const load = async (path: Node[]) => {
    const last = path.at(-1)
    if (!last) return
    last.children = await below(last.value).catch(() => [])
    setNodes((before) => [...before])
  }

  return (
    <Cascader<Node>
      id={id}
      style={{ width: '100%' }}
      options={nodes}
      value={pathTo(nodes, value)}
      loadData={load}
      changeOnSelect={anyLevel}
      allowClear={false}
      placeholder={placeholder}
      status={failed ? 'error' : undefined}
      notFoundContent={failed ? '区划没有读到，请刷新后再试' : '正在读取…'}
      onChange={(path) => onChange?.(path?.at(-1)?.toString())}
    />
  )
}

/** The codes from the province down to the chosen one. */
function pathTo(nodes: readonly Node[], code: string | undefined): string[] | undefined {
  for (const node of nodes) {
    if (node.value === code) return [node.value]
    const rest = node.children ? pathTo(node.children, code) : undefined
    if (rest) return [node.value, ...rest]
  }
  return undefined
}
