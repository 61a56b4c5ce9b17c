export default function CalendarScreens({ id }: { id: string }) {
  return <p>{id}</p>
}
