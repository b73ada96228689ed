//! Parquet of the stops, for data frames and warehouses. Behind the cargo feature `parquet`, which the usual program is built
//! without: its writer adds 0.9 MB.

use super::{FileFormat, Makings};
use crate::error::Result;
use crate::model::Itinerary;

pub const FORMAT: FileFormat = FileFormat {
    name: "parquet",
    file: "stops.parquet",
    about: "a row for each stop, for data frames; needs a program built with --features parquet",
    write,
};

#[cfg(not(feature = "parquet"))]
fn write(_: &Itinerary, _: &Makings<'_>) -> Result<Vec<u8>> {
    let said = "parquet: this program was built without it; build it with `cargo build --release --features parquet`, or take csv";
    Err(crate::error::Error::wrong_use(said))
}

#[cfg(feature = "parquet")]
fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    columns::write(&columns::of(itinerary, makings))
        .map_err(|e| crate::error::Error::new(format!("the Parquet file cannot be made ({e})")))
}

#[cfg(feature = "parquet")]
mod columns {
    use crate::export::{Makings, facts};
    use crate::model::Itinerary;
    use crate::model::itinerary::{Stop, Trip};
    use ::parquet::data_type::{ByteArrayType, DataType, DoubleType, Int32Type};
    use ::parquet::errors::Result;
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
    use ::parquet::schema::parser::parse_message_type;
    use chrono::NaiveDate;
    use std::sync::Arc;

    /// A column with its values, a row each.
    pub enum Column {
        Text(Vec<Option<String>>),
        Whole(Vec<Option<i32>>),
        Decimal(Vec<Option<f64>>),
        /// Days since 1970-01-01.
        Day(Vec<Option<i32>>),
    }

    impl Column {
        fn physical(&self) -> (&'static str, &'static str) {
            match self {
                Column::Text(_) => ("BINARY", " (STRING)"),
                Column::Whole(_) => ("INT32", ""),
                Column::Decimal(_) => ("DOUBLE", ""),
                Column::Day(_) => ("INT32", " (DATE)"),
            }
        }
    }

    /// The stops of all trips, in the columns of the CSV.
    pub fn of(itinerary: &Itinerary, makings: &Makings<'_>) -> Vec<(&'static str, Column)> {
        let all = || {
            itinerary
                .trips
                .iter()
                .enumerate()
                .flat_map(|(t, trip)| trip.stops.iter().enumerate().map(move |(n, s)| (t, trip, n, s)))
        };
        let text = |tell: &dyn Fn(&Trip, &Stop) -> Option<String>| {
            Column::Text(all().map(|(_, trip, _, stop)| tell(trip, stop)).collect())
        };
        let decimal =
            |tell: &dyn Fn(&Stop) -> Option<f64>| Column::Decimal(all().map(|(.., stop)| tell(stop)).collect());
        let day = |tell: &dyn Fn(&Stop) -> Option<NaiveDate>| {
            Column::Day(all().map(|(.., stop)| tell(stop).map(since_1970)).collect())
        };
        let article = |stop: &Stop| facts::telling(stop).and_then(|evidence| facts::article(itinerary, evidence));
        vec![
            ("trip", Column::Whole(all().map(|(t, ..)| Some(t as i32 + 1)).collect())),
            ("traveller", text(&|trip, _| Some(trip.traveller.name.clone()))),
            ("title", text(&|trip, _| trip.traveller.title.clone())),
            ("order", Column::Whole(all().map(|(_, _, n, _)| Some(n as i32 + 1)).collect())),
            ("place", text(&|_, stop| Some(stop.place.clone()))),
            ("country", text(&|_, stop| facts::country(stop, makings.names).map(String::from))),
            ("country_code", text(&|_, stop| stop.country.clone())),
            ("lat", decimal(&|stop| stop.lat)),
            ("lon", decimal(&|stop| stop.lon)),
            ("named", text(&|_, stop| Some(facts::word(stop.named)))),
            ("role", text(&|_, stop| Some(facts::word(stop.role)))),
            ("status", text(&|_, stop| Some(facts::word(stop.status)))),
            ("arrive", day(&|stop| stop.arrive)),
            ("depart", day(&|stop| stop.depart)),
            ("confidence", decimal(&|stop| Some(stop.confidence))),
            (
                "geonames_id",
                Column::Whole(all().map(|(.., stop)| stop.geonames_id.and_then(|id| i32::try_from(id).ok())).collect()),
            ),
            ("quote", text(&|_, stop| facts::telling(stop).map(|evidence| evidence.quote.clone()))),
            ("article", text(&|_, stop| article(stop).map(|article| facts::headline(article).to_string()))),
            ("source", text(&|_, stop| article(stop).and_then(|article| article.source.clone()))),
            ("published", day(&|stop| article(stop).and_then(|article| article.published))),
            ("by_hand", text(&|_, stop| Some(stop.by_hand.join(" ")).filter(|fields| !fields.is_empty()))),
        ]
    }

    fn since_1970(day: NaiveDate) -> i32 {
        (day - NaiveDate::default()).num_days() as i32
    }

    pub fn write(columns: &[(&'static str, Column)]) -> Result<Vec<u8>> {
        let field = |(name, column): &(&str, Column)| {
            let (physical, logical) = column.physical();
            format!("OPTIONAL {physical} {name}{logical};")
        };
        let fields: String = columns.iter().map(field).collect();
        let schema = Arc::new(parse_message_type(&format!("message stops {{ {fields} }}"))?);
        let properties = WriterProperties::builder().set_created_by("Motorcade".into()).build();
        let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
        let mut rows = file.next_row_group()?;
        for (_, column) in columns {
            let Some(mut writer) = rows.next_column()? else { break };
            match column {
                Column::Text(values) => {
                    put::<ByteArrayType>(&mut writer, values.iter().map(|v| v.as_deref().map(Into::into)))?
                }
                Column::Whole(values) | Column::Day(values) => put::<Int32Type>(&mut writer, values.iter().copied())?,
                Column::Decimal(values) => put::<DoubleType>(&mut writer, values.iter().copied())?,
            }
            writer.close()?;
        }
        rows.close()?;
        file.into_inner()
    }

    /// Values where there are any, and for each row whether there is one.
    fn put<T: DataType>(writer: &mut SerializedColumnWriter, values: impl Iterator<Item = Option<T::T>>) -> Result<()> {
        let rows: Vec<Option<T::T>> = values.collect();
        let there: Vec<i16> = rows.iter().map(|value| i16::from(value.is_some())).collect();
        let known: Vec<T::T> = rows.into_iter().flatten().collect();
        writer.typed::<T>().write_batch(&known, Some(&there), None)?;
        Ok(())
    }
}
