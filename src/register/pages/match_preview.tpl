<!DOCTYPE html>
<html lang="{{LANGUAGE}}">
<head>
  <meta charset="utf-8">
  <title>{{NAME}}</title>
  <link rel="stylesheet" href="{{@css/site.css}}">
</head>
<body>
  <div class="wrap">
    <h1><a href="{{URL}}" target="_blank" rel="noopener">{{NAME}}</a></h1>
    <p>{{KIND}}{{#PLACE}}, {{PLACE}}{{/PLACE}}</p>
    {{#POPULATION}}<p>[[Population]]: {{POPULATION}}</p>{{/POPULATION}}
    {{#SUMMARY}}<p>{{SUMMARY}}</p>{{/SUMMARY}}
    {{#NOTHING}}<p>[[Nothing recorded yet]]</p>{{/NOTHING}}
  </div>
</body>
</html>
