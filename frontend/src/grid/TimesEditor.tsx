import { useState } from 'react'
import { Button } from '../ui/Button'
import { LOCALE } from '../ui/format'
import { BrushPicker } from './BrushPicker'
import { cellsOf, copyWeek, hoursIn, minutesOf, paint, TEMPLATES, weekFrom, without, type Brush, type Painted } from './paint'
import { PaintGrid } from './PaintGrid'
import { strings } from './strings'
import { WeekNav } from './WeekNav'
import { hoursFor, weekOf, type Cell } from './week'
import { addDays, DAY, dayOf, mondayOf, type Day } from './zone'

type Props = {
  painted: Painted
  onChange: (painted: Painted) => void
  zone: string
  step: number
  now: number
  firstDay?: Day
  isOffered?: (cell: Cell) => boolean
}

/** The week grid with its brushes, templates and an undo for each stroke. */
export function TimesEditor({ painted, onChange, zone, step, now, firstDay, isOffered }: Props) {
  const [monday, setMonday] = useState(() => mondayOf(firstDay ?? dayOf(now + 3 * DAY, zone)))
  const [brush, setBrush] = useState<Brush>(3)
  const [isWhole, setWhole] = useState(false)
  const [history, setHistory] = useState<Painted[]>([])
  const week = weekOf(monday, zone, step, ...(isWhole ? ([0, 1440] as const) : hoursFor(minutesOf(painted, step, zone), step)))

  const change = (next: Painted) => {
    setHistory([...history.slice(-50), painted])
    onChange(next)
  }
  const undo = () => {
    onChange(history.at(-1) ?? painted)
    setHistory(history.slice(0, -1))
  }
  const copy = () => {
    const next = addDays(monday, 7)
    change(copyWeek(painted, monday, next, zone, now))
    setMonday(next)
  }
  const colour = brush || 3
  return (
    <div className="editor">
      <div className="editor-bar">
        <BrushPicker brush={brush} onChange={setBrush} />
        <WeekNav monday={monday} zone={zone} onMove={setMonday} />
      </div>
      <PaintGrid week={week} painted={painted} brush={brush} now={now} onPaint={change} isOffered={isOffered} />
      <div className="line" role="group" aria-label={strings.fill}>
        {(Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[]).map((name) => (
          <Button key={name} look="plain" small onPress={() => change(paint(painted, cellsOf(TEMPLATES[name], monday, zone, step, now), step, colour))}>
            {strings[name]}
          </Button>
        ))}
        <Button look="plain" small onPress={copy}>
          {strings.copy}
        </Button>
        <Button look="bare" small onPress={() => change(without(painted, weekFrom(monday, zone)))}>
          {strings.clearWeek}
        </Button>
        <Button look="bare" small isDisabled={!history.length} onPress={undo}>
          {strings.undo}
        </Button>
        <Button look="bare" small onPress={() => setWhole(!isWhole)}>
          {isWhole ? strings.officeHours : strings.allHours}
        </Button>
      </div>
      <p className="quiet" role="status">
        {strings.total(hoursIn(painted).toLocaleString(LOCALE))}
      </p>
    </div>
  )
}
