#!/usr/bin/env python3
"""Every file that motorcade writes, read back by programs that are not ours.

    python3 tests/read_back.py target/debug/motorcade

The program must be built with `--features parquet`. What this needs is installed into `target/read-back` by itself: GDAL (through
pyogrio), shapely, icalendar, pyarrow, jsonschema, html5lib. Nothing is skipped: what cannot be read, or not be installed, fails.
"""

import base64
import csv
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["html5lib", "icalendar", "jsonschema", "pyarrow", "pyogrio", "shapely"]
HEAVIEST_PAGE = 150_000


def with_packages():
    """Goes on in an environment of its own that has the packages."""
    home = ROOT / "target" / "read-back"
    python = home / "bin" / "python"
    if Path(sys.prefix) == home:
        return
    wanted = home / "installed"
    if not (wanted.exists() and wanted.read_text().split() == PACKAGES):
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
        wanted.write_text(" ".join(PACKAGES))
    os.execv(python, [str(python), *sys.argv])


with_packages()

import html5lib  # noqa: E402
import icalendar  # noqa: E402
import jsonschema  # noqa: E402
import pyarrow.parquet  # noqa: E402
import pyogrio  # noqa: E402
import shapely  # noqa: E402


def check(fact, said):
    if not fact:
        raise AssertionError(said)


class Trip:
    """An itinerary, and its files in a folder."""

    def __init__(self, program, path, folder):
        self.program, self.path, self.folder = program, path, folder
        self.itinerary = json.loads(path.read_text())
        self.trips = self.itinerary["trips"]
        self.stops = [stop for trip in self.trips for stop in trip["stops"]]
        self.legs = [(trip, leg) for trip in self.trips for leg in trip["legs"]]

    def file(self, form, name, *more):
        path = self.folder / name
        subprocess.run([self.program, "export", self.path, "-f", form, "-o", path, *more], check=True, stderr=subprocess.DEVNULL)
        return path

    def drawn_legs(self):
        def placed(trip, leg):
            return all(trip["stops"][leg[end]]["lat"] is not None for end in ("from", "to"))

        return [leg for trip, leg in self.legs if placed(trip, leg)]


def no_jump(geometry):
    """No line goes around the world: what crosses the antimeridian is cut there."""
    for part in getattr(geometry, "geoms", [geometry]):
        lons = [x for x, _ in part.coords]
        check(all(abs(a - b) <= 180 for a, b in zip(lons, lons[1:])), f"a line jumps: {lons}")
        check(all(-180 <= lon <= 180 for lon in lons), f"off the map: {lons}")


def gdal_layer(path, layer):
    _, _, geometry, _ = pyogrio.raw.read(path, layer=layer)
    return [shapely.from_wkb(wkb) if wkb is not None else None for wkb in geometry]


def read_geojson(trip):
    path = trip.file("geojson", "trip.geojson")
    info = pyogrio.read_info(path)
    check(info["features"] == len(trip.stops) + len(trip.legs), f"features: {info['features']}")
    check({"place", "status", "arrive", "quote", "distance_km"} <= set(info["fields"]), f"fields: {info['fields']}")
    shapes = [shape for shape in gdal_layer(path, None) if shape is not None]
    lines = [shape for shape in shapes if shape.geom_type.endswith("LineString")]
    check(len(lines) == len(trip.drawn_legs()), f"lines: {len(lines)}")
    for line in lines:
        no_jump(line)
        check(line.is_valid, "not valid")


def read_kml(trip):
    path = trip.file("kml", "trip.kml")
    ElementTree.parse(path)
    shapes = [s for layer, _ in pyogrio.list_layers(path) for s in gdal_layer(path, layer) if s is not None and not s.is_empty]
    points = [shape for shape in shapes if shape.geom_type == "Point"]
    lines = [shape for shape in shapes if shape.geom_type != "Point"]
    check(len(points) == sum(stop["lat"] is not None for stop in trip.stops), f"points: {len(points)}")
    check(len(lines) == len(trip.drawn_legs()), f"lines: {len(lines)}")
    for line in lines:
        for part in getattr(line, "geoms", [line]):
            no_jump(shapely.force_2d(part))


def read_gpx(trip):
    path = trip.file("gpx", "trip.gpx")
    points, tracks = gdal_layer(path, "waypoints"), gdal_layer(path, "tracks")
    check(len(points) == sum(stop["lat"] is not None for stop in trip.stops), f"waypoints: {len(points)}")
    check(len(tracks) == len(trip.drawn_legs()), f"tracks: {len(tracks)}")
    for track in tracks:
        no_jump(track)


def read_csv(trip):
    for form, rows in [("csv", trip.stops), ("csv-legs", trip.legs)]:
        path = trip.file(form, f"{form}.csv")
        with open(path, newline="", encoding="utf-8") as file:
            table = list(csv.DictReader(file, strict=True))
        check(len(table) == len(rows), f"{form}: {len(table)} rows")
        for row in table:
            check(None not in row and None not in row.values(), f"{form}: a row of another length")
            for column, cell in row.items():
                number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
                check(number or not cell.startswith(tuple("=+-@\t\r\n")), f"{form}.{column} is a formula: {cell}")
    with open(trip.folder / "csv.csv", newline="", encoding="utf-8") as file:
        for row, stop in zip(csv.DictReader(file), trip.stops):
            check(row["lat"] == "" or abs(float(row["lat"]) - stop["lat"]) < 1e-4, "lat")
            check(row["arrive"] == (stop["arrive"] or ""), "arrive")
            check(row["place"].removeprefix("'") == stop["place"], f"place: {row['place']}")
    # As QGIS takes it: a table with points, a table with lines.
    _, _, geometry, _ = pyogrio.raw.read(trip.folder / "csv-legs.csv", GEOM_POSSIBLE_NAMES="wkt")
    for wkb in geometry:
        if wkb is not None:
            no_jump(shapely.from_wkb(wkb))


def read_ics(trip):
    path = trip.file("ics", "trip.ics")
    data = path.read_bytes()
    check(all(len(line) <= 75 for line in data.split(b"\r\n")), "a line is too long")
    check(b"\n" not in data.replace(b"\r\n", b""), "a line ends by itself")
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    dated = [stop for stop in trip.stops if stop["arrive"] or stop["depart"]]
    activities = [a for t in trip.trips for day in t["days"] if day["date"] for a in day["activities"]]
    check(len(events) == len(dated) + len(activities), f"events: {len(events)}")
    check(len({str(event["UID"]) for event in events}) == len(events), "UIDs are not unique")
    for event in events:
        check(not event.errors, f"errors: {event.errors}")
        first, end = event["DTSTART"].dt, event["DTEND"].dt
        check(type(first) is datetime.date and first < end, f"{first} to {end}")
        check(event["DTSTAMP"].dt.time() == datetime.time(0, 0), "a stamp from a clock")


def read_parquet(trip):
    table = pyarrow.parquet.read_table(trip.file("parquet", "stops.parquet"))
    check(table.num_rows == len(trip.stops), f"rows: {table.num_rows}")
    for row, stop in zip(table.to_pylist(), trip.stops):
        check((row["place"], row["lat"], row["confidence"]) == (stop["place"], stop["lat"], stop["confidence"]), f"{row}")
        check((row["arrive"].isoformat() if row["arrive"] else None) == stop["arrive"], f"{row['arrive']}")


def read_html(trip):
    page = trip.file("html", "trip.html", "--trip", "1").read_text()
    piece = trip.file("html", "piece.html", "--fragment", "--trip", "1").read_text()
    check(len(page.encode()) < HEAVIEST_PAGE, f"{len(page.encode())} bytes")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    html5lib.HTMLParser(strict=True).parseFragment(piece)
    for text in (page, piece):
        style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        check(f"style-src 'sha256-{digest}'" in text, "the policy's hash is not that of the style")
        check(text.count("<style>") == 1, "more than one style sheet")
    every = list(tree.iter())
    ids = [element.get("id") for element in every if element.get("id")]
    check(len(ids) == len(set(ids)), "an id is used twice")
    for element in every:
        name = element.tag if isinstance(element.tag, str) else ""
        check(name.split("}")[-1] not in {"script", "img", "link", "iframe", "object", "base"}, f"<{name}>")
        for attribute, value in element.attrib.items():
            name = attribute if isinstance(attribute, str) else attribute[-1]
            check(not name.startswith("on") and name not in {"style", "src"}, f"{name}=")
            if name == "href" and value.startswith("#"):
                check(value[1:] in ids, f"{value} leads nowhere")
    visible = "".join(tree.itertext())
    for stop in trip.trips[0]["stops"]:
        check((stop.get("label") or stop["place"]) in visible, f"{stop['place']} is missing")


def read_schema(program, trips):
    schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for trip in trips:
        validator.validate(trip.itinerary)
    broken = json.loads(trips[0].path.read_text())
    for field, value in [("lat", 91), ("status", "gone"), ("city", "Hanoi"), ("country", "Vietnam")]:
        stop = dict(trips[0].stops[0], **{field: value})
        broken["trips"][0]["stops"][0] = stop
        check(not validator.is_valid(broken), f"{field}: {value} is let through")


def read_svg(program, trip):
    for kind in ("map", "days"):
        path = trip.folder / f"{kind}.svg"
        subprocess.run([program, kind, trip.path, "-o", path], check=True, stderr=subprocess.DEVNULL)
        root = ElementTree.parse(path).getroot()
        check(root.tag == "{http://www.w3.org/2000/svg}svg" and len(list(root.iter())) > 20, kind)


def read_manual(program, folder):
    subprocess.run([program, "man", "-o", folder], check=True)
    pages = sorted(path.name for path in folder.iterdir())
    check("motorcade.1" in pages and "motorcade-export.1" in pages, f"{pages}")
    check(all(path.read_text().lstrip(".\\\"'\n ").strip() for path in folder.iterdir()), "an empty page")
    script = subprocess.run([program, "completions", "bash"], check=True, capture_output=True).stdout
    subprocess.run(["bash", "-n"], input=script, check=True)


def main():
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        trips = [Trip(program, ROOT / "tests" / "export" / "itinerary.json", home / "itinerary")]
        for article in sorted((ROOT / "data" / "articles").iterdir()):
            path = home / f"{article.stem}.json"
            run = subprocess.run([program, "extract", article], capture_output=True, check=True)
            path.write_bytes(run.stdout)
            trips.append(Trip(program, path, home / article.stem))
        for trip in trips:
            trip.folder.mkdir()
            for read in (read_geojson, read_kml, read_gpx, read_csv, read_ics, read_parquet, read_html):
                try:
                    read(trip)
                except Exception as error:
                    raise SystemExit(f"{read.__name__} of {trip.path.name}: {type(error).__name__}: {error}") from error
            read_svg(program, trip)
        read_schema(program, trips)
        (home / "man").mkdir()
        read_manual(program, home / "man")
    print(f"read back: {len(trips)} itineraries in every format")


if __name__ == "__main__":
    main()
